// Require hook: lets plain `node` run the TypeScript of the house, with its path aliases, for tests that need real processes.
const { createHash, randomUUID } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');

const root = path.resolve(__dirname, '../..');
const options = JSON.parse(readFileSync(path.join(root, '.swcrc.json'), 'utf8'));

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const mapped = request.startsWith('@nastavnik/')
    ? path.join(root, 'libs', request.slice('@nastavnik/'.length))
    : request;
  return resolve.call(this, mapped, ...rest);
};

// Kept between processes: compiling the house takes longer than anything that a spec wants to see of a process.
const cache = path.join(root, 'node_modules', '.cache', 'register');
mkdirSync(cache, { recursive: true });
const salt = `${JSON.stringify(options)} ${require('@swc/core/package.json').version}`;

const compiled = (filename) => {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256').update(`${salt}\0${filename}\0${source}`).digest('hex');
  const kept = path.join(cache, `${key}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = transformSync(source, { ...options, filename });
    const draft = `${kept}.${randomUUID()}`;
    writeFileSync(draft, code);
    renameSync(draft, kept);
    return code;
  }
};

require.extensions['.ts'] = (module, filename) => module._compile(compiled(filename), filename);
