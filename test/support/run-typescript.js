// Lets a child process of a test run our TypeScript directly: node -r ./test/support/run-typescript.js file.ts
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const root = join(__dirname, '..', '..');
const options = JSON.parse(readFileSync(join(root, '.swcrc.json'), 'utf8'));

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename });
  module._compile(code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const ours = /^@nastavnik\/(.+)$/.exec(request);
  return resolve.call(this, ours === null ? request : join(root, 'libs', ours[1]), ...rest);
};
