/** Arrows point down: apps → server (types only) → shared → prisma; a domain is entered through its door. */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'shared-knows-no-server', severity: 'error', from: { path: '^packages/shared' }, to: { path: '^(packages/server|apps)/' } },
    { name: 'shared-knows-no-transport', severity: 'error', from: { path: '^packages/shared/src', pathNot: 'sandbox-server' }, to: { path: 'node_modules/(@trpc|fastify|vue)/' } },
    { name: 'the-kit-knows-no-implementation', severity: 'error', from: { path: '^packages/conformance' }, to: { path: '^(packages/(server|shared)|apps|prisma)/' } },
    { name: 'server-knows-no-apps', severity: 'error', from: { path: '^packages/server' }, to: { path: '^apps/' } },
    { name: 'apps-take-types-only-from-server', severity: 'error', from: { path: '^apps/' }, to: { path: '^packages/server', dependencyTypesNot: ['type-only'] } },
    {
      name: 'apps-take-only-browser-parts-of-shared',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^packages/shared/src', pathNot: '^packages/shared/src/(money|errors|contract)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domains-by-their-door',
      severity: 'error',
      from: { path: '^packages/shared/src/([^/]+)/' },
      to: { path: '^packages/shared/src/([^/]+)/', pathNot: ['^packages/shared/src/$1/', '^packages/shared/src/[^/]+/index\\.ts$', '/testing/', '^packages/shared/src/payments/providers/index\\.ts$'] },
    },
    { name: 'server-by-the-doors', severity: 'error', from: { path: '^packages/server' }, to: { path: '^packages/shared/src/[^/]+/(?!index\\.ts|sandbox-server|testing)' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(generated|dist|\\.test\\.ts$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'], extensions: ['.ts', '.js', '.vue', '.json'] },
  },
}
