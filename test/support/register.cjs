// Require hook: lets plain `node` run the TypeScript of the house, with its path aliases, for tests that need real processes.
const { readFileSync } = require('node:fs');
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

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename });
  module._compile(code, filename);
};
