// What the compiler does not forbid and the house does. Each ban of our own has a red case in test/rooms/rooms.spec.ts.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Decisions and folds are pure: time and chance arrive from outside. */
const CLOCK_AND_CHANCE = [
  {
    selector: "CallExpression[callee.object.name=/^(Date|performance)$/][callee.property.name='now']",
    message: 'No clock here: the time comes with the stamp or the event.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'No clock here: the time comes with the stamp or the event.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'No clock here: the time comes with the stamp or the event.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'No chance here: ids come with the command.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^random(UUID|Bytes|Int)$/], CallExpression[callee.name=/^random(UUID|Bytes|Int)$/]',
    message: 'No chance here: ids come with the command.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'test/rooms/planted/', 'libs/client/schema.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: {
        require: 'readonly',
        module: 'writable',
        process: 'readonly',
        __dirname: 'readonly',
        console: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // An async function handed to an event emitter loses its rejection.
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/cqrs',
              importNames: ['EventBus', 'Saga', 'AggregateRoot', 'EventPublisher', 'EventsHandler'],
              message: 'Read models and processes drink from the log, never from a bus.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['libs/{kernel,domain,read-models}/**/*.ts'],
    ignores: ['**/*.{spec,testing}.ts'],
    rules: { 'no-restricted-syntax': ['error', ...CLOCK_AND_CHANCE] },
  },
);
