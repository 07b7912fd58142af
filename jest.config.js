// One Jest for the whole house: pure specs, process tests and HTTP scenarios. Types are checked by `npm run typecheck`.
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  rootDir: __dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/rooms/planted/'],
  transform: { '^.+\\.(ts|js)$': ['@swc/jest', require('./.swcrc.json')] },
  // Published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(?:jose|content-disposition|request-filtering-agent)/)'],
  moduleNameMapper: {
    '^@nastavnik/(.*)$': '<rootDir>/libs/$1',
  },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  reporters: [
    'default',
    '<rootDir>/test/support/closing-line.cjs',
    '<rootDir>/test/support/trace-reporter.cjs',
  ],
  testTimeout: 60000,
  maxWorkers: 2,
  // A worker keeps something of every suite it has run; one that has grown is replaced before collecting garbage slows the rest.
  workerIdleMemoryLimit: '1GB',
};
