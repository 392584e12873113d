/** The house's rules as code. Each has a failing example under test/lint/fixtures. */
import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y-x';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const restrict = (...patterns) => ['error', { patterns }];

const NO_ELECTRON = { regex: '^electron$', message: 'Electron is only for main/electron and main/preload; ask for what you need by an interface.' };
const NO_NODE = { regex: '^(node:|fs$|path$|child_process$)', message: 'This layer runs in a browser too: no Node here.' };
const NO_MAIN = { regex: '(^#main/|(^|/)main/)', message: 'The renderer and shared never import main; calls go through the contract.' };
const NO_RENDERER = { regex: '(^#renderer/|(^|/)renderer/)', message: 'Only the renderer imports the renderer.' };
const NO_FEATURES = { regex: '(^|/)features/', message: 'kernel, db, protocols and transport know no feature.' };
const NO_APP = { regex: '(^|/)app\\.ts$', message: 'Only the entries import app.ts.' };
const NO_FEATURE_INSIDES = {
  regex: '(^\\.\\./(?!\\.\\./)[a-z-]+/(?!index\\.ts$)[^/]|features/[a-z-]+/(?!index\\.ts$)[^/]+/?)',
  message: 'A feature is used by its index.ts alone.',
};
const NO_UI_FEATURES = { regex: '(^|/)features/', message: 'ui, media and api hold no feature; pass what is needed as props.' };

export default tseslint.config(
  { ignores: ['.dependency-cruiser.cjs', 'node_modules/', 'out/', 'dist/', 'coverage/', 'test-results/', 'playwright-report/', 'test/lint/fixtures/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/unbound-method': 'off',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-control-regex': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'No default exports: names are found by searching.' },
        { selector: 'CatchClause > BlockStatement[body.length=0]', message: 'No silent catch: handle it or say why it may be ignored.' },
        { selector: 'TSEnumDeclaration', message: 'No enums: a const tuple and its union.' },
        {
          selector:
            "CallExpression[callee.object.name='AbortSignal'][callee.property.name='any'] CallExpression[callee.object.name='AbortSignal'][callee.property.name='timeout']",
          message: 'Such a deadline may be collected as garbage and never come: withDeadline of main/kernel/deadline.ts.',
        },
      ],
    },
  },
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
  { files: ['*.config.{js,ts}', 'vite*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['main/**/*.{ts,mjs}', 'test/**/*.ts'], languageOptions: { globals: globals.node } },
  { files: ['main/launcher/**/*.mjs'], rules: { 'no-console': 'off' } },
  { files: ['shared/**/*.ts'], rules: { 'no-restricted-imports': restrict(NO_ELECTRON, NO_NODE, NO_MAIN, NO_RENDERER) } },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    languageOptions: { globals: globals.browser },
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y-x': a11y },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...a11y.configs.recommended.rules,
      'react-hooks/incompatible-library': 'off' /* speaks of a compiler that is not used here */,
      'jsx-a11y-x/no-noninteractive-tabindex': [
        'error',
        { roles: ['tabpanel', 'region', 'group', 'article'] },
      ] /* what scrolls, and a tile, is reached with Tab */,
      'no-restricted-imports': restrict(NO_ELECTRON, NO_NODE, NO_MAIN),
    },
  },
  { files: ['renderer/{ui,media,api}/**/*.{ts,tsx}'], rules: { 'no-restricted-imports': restrict(NO_ELECTRON, NO_NODE, NO_MAIN, NO_UI_FEATURES) } },
  { files: ['main/**/*.ts'], rules: { 'no-restricted-imports': restrict(NO_ELECTRON, NO_RENDERER, NO_APP) } },
  { files: ['main/{kernel,db,protocols,transport}/**/*.ts'], rules: { 'no-restricted-imports': restrict(NO_ELECTRON, NO_RENDERER, NO_APP, NO_FEATURES) } },
  { files: ['main/features/**/*.ts'], rules: { 'no-restricted-imports': restrict(NO_ELECTRON, NO_RENDERER, NO_APP, NO_FEATURE_INSIDES) } },
  { files: ['main/electron/**/*.ts', 'main/preload/**/*.ts'], rules: { 'no-restricted-imports': restrict(NO_RENDERER, NO_APP, NO_FEATURES) } },
  { files: ['main/entry/**/*.ts'], rules: { 'no-restricted-imports': restrict(NO_RENDERER) } },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
);
