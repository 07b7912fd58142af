// Lints pieces of code as if they stood in the files named, with the real configuration; prints the rules that fired.
import { ESLint } from 'eslint';

const eslint = new ESLint();
const found = [];
for (const { file, code } of JSON.parse(process.argv[2])) {
  const [result] = await eslint.lintText(code, { filePath: file });
  found.push(result.messages.map((message) => message.ruleId ?? message.message));
}
process.stdout.write(JSON.stringify(found));
