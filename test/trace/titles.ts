/** Titles of tests as spec files write them, without running anything. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from './clauses';

/** A describe or a test: the pattern its title fits, and what stands inside. */
export interface Titled {
  readonly pattern: RegExp;
  readonly inside: readonly Titled[];
}
export interface SpecFile {
  readonly file: string;
  readonly titled: readonly Titled[];
  /** Every text written in titles and in their tables. */
  readonly texts: readonly string[];
}

export const specFiles = (): readonly string[] =>
  ['apps', 'libs', 'test']
    .flatMap((room) =>
      readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.join(room, file),
      ),
    )
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.spec.ts') && !file.startsWith('test/rooms/planted/'))
    .sort();

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const ANY = '[^]*';
/** `%s`, `%j` … and `$name` of a table become anything. */
const filled = (text: string): string =>
  text
    .split(/%[psdifjoO#%]|\$[\w.#]+/)
    .map(escaped)
    .join(ANY);

const patternOf = (title: ts.Expression | undefined, isTable: boolean): RegExp => {
  const literal = (text: string) => (isTable ? filled(text) : escaped(text));
  // The page writes any run of white space as one blank.
  const whole = (text: string) => new RegExp(`^${text.replace(/\s+/g, '\\s+')}$`);
  if (title === undefined) return whole(ANY);
  if (ts.isStringLiteralLike(title)) return whole(literal(title.text));
  if (ts.isTemplateExpression(title)) {
    return whole(
      [title.head, ...title.templateSpans.map((span) => span.literal)]
        .map(({ text }) => literal(text))
        .join(ANY),
    );
  }
  return whole(ANY);
};

const GROUPS = ['describe', 'it', 'test'];
/** `it`, `it.only`, `it.each(table)`: the call that takes a title, and its table. */
const testCall = (call: ts.CallExpression): { readonly table: ts.Node | undefined } | undefined => {
  let callee: ts.Expression = call.expression;
  let table: ts.Node | undefined;
  if (ts.isCallExpression(callee) || ts.isTaggedTemplateExpression(callee)) {
    table = callee;
    callee = ts.isCallExpression(callee) ? callee.expression : callee.tag;
    if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'each') return undefined;
  }
  while (ts.isPropertyAccessExpression(callee)) callee = callee.expression;
  return ts.isIdentifier(callee) && GROUPS.includes(callee.text) ? { table } : undefined;
};

export const readSpec = (file: string, text = readFileSync(path.join(ROOT, file), 'utf8')): SpecFile => {
  const texts: string[] = [];
  const textsIn = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      texts.push(node.text);
    }
    ts.forEachChild(node, textsIn);
  };
  const titledIn = (node: ts.Node): readonly Titled[] => {
    const found: Titled[] = [];
    const visit = (each: ts.Node): void => {
      const call = ts.isCallExpression(each) ? testCall(each) : undefined;
      if (call === undefined || !ts.isCallExpression(each) || each.arguments.length < 2) {
        ts.forEachChild(each, visit);
        return;
      }
      const [title, ...rest] = each.arguments;
      if (title !== undefined) textsIn(title);
      if (call.table !== undefined) textsIn(call.table);
      found.push({
        pattern: patternOf(title, call.table !== undefined),
        inside: rest.flatMap((argument) => titledIn(argument)),
      });
    };
    visit(node);
    return found;
  };
  const titled = titledIn(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  return { file, titled, texts };
};

/** Whether a file has a test, or a group of them, under these titles. */
export const hasTest = (titled: readonly Titled[], [first, ...rest]: readonly string[]): boolean =>
  first === undefined || titled.some(({ pattern, inside }) => pattern.test(first) && hasTest(inside, rest));
