import antfu from '@antfu/eslint-config'

export default antfu(
  {
    vue: true,
    typescript: true,
    stylistic: { indent: 2, quotes: 'single', semi: false },
    ignores: ['**/dist', '**/generated', '**/data', '**/*.md', 'prisma/migrations'],
    jsonc: false,
    yaml: false,
    toml: false,
  },
  {
    rules: {
      'antfu/if-newline': 'off',
      'antfu/top-level-function': 'off',
      'curly': ['error', 'multi-line'],
      'style/brace-style': ['error', '1tbs', { allowSingleLine: true }],
      'style/arrow-parens': ['error', 'always'],
      'style/max-statements-per-line': ['error', { max: 2 }],
      'no-console': 'error',
      'node/prefer-global/process': 'off',
      'node/prefer-global/buffer': 'off',
      'ts/no-explicit-any': 'error',
      'ts/consistent-type-definitions': 'off',
      'ts/method-signature-style': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'antfu/consistent-list-newline': 'off',
      'antfu/consistent-chaining': 'off',
      'antfu/reasonable-newline': 'off',
      'import/consistent-type-specifier-style': 'off',
      // A schema and its type share one name.
      'ts/no-redeclare': 'off',
      'perfectionist/sort-imports': 'off',
      'perfectionist/sort-exports': 'off',
      'perfectionist/sort-named-exports': 'off',
      'perfectionist/sort-named-imports': 'off',
      'unicorn/prefer-node-protocol': 'error',
      'test/prefer-lowercase-title': 'off',
      'vue/max-attributes-per-line': 'off',
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read the environment in config.ts only.' }],
    },
  },
  { files: ['**/*.test.ts', 'e2e/**/*.ts'], rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] } },
  {
    files: ['scripts/**', '**/config.ts', '**/*.config.ts', '**/*.config.js', 'prisma/**', 'bench/**', 'e2e/**', '**/testing/**'],
    rules: { 'no-restricted-properties': 'off', 'no-console': 'off' },
  },
)
