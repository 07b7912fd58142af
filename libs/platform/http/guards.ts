/** Checks of a body that come before any schema: how deep it is and whether every string can be stored. */
import type { FieldError } from './problem';

const MAX_DEPTH = 16;

const token = (key: string | number): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');
/** RFC 6901 pointer as a URI fragment. */
export const pointerTo = (path: readonly (string | number)[]): string =>
  ['#', ...path.map((key) => encodeURIComponent(token(key)))].join('/');

/** Strings PostgreSQL or UTF-8 cannot hold, and nesting beyond reason; walked without recursion. */
export const unstorable = (body: unknown): readonly FieldError[] => {
  const errors: FieldError[] = [];
  const waiting: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [
    { value: body, path: [] },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      // eslint-disable-next-line no-control-regex -- exactly what must not come in
      if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value) || /\p{Surrogate}/u.test(value)) {
        errors.push({
          pointer: pointerTo(path),
          detail: { ru: 'содержит недопустимые символы', en: 'contains characters that cannot be stored' },
        });
      }
    } else if (typeof value === 'object' && value !== null) {
      if (path.length >= MAX_DEPTH) {
        return [
          {
            pointer: pointerTo(path.slice(0, 3)),
            detail: { ru: 'вложенность слишком глубока', en: 'is nested too deeply' },
          },
        ];
      }
      for (const [key, child] of Object.entries(value)) waiting.push({ value: child, path: [...path, key] });
    }
  }
  return errors;
};
