// The rooms of the house and who may enter which. Every rule has a planted violation of the same name under
// test/rooms/planted, and test/rooms/rooms.spec.ts shows it firing.

/** Files that ship; specs and test helpers may look around. */
const tests = '\\.(spec|testing)\\.ts$';
const DOORS = '^libs/([^/]+|domain/vocabulary|platform/[^/]+|platform/embedded/[^/]+)/index\\.ts$';
const room = (path) => ({ path: `^${path}`, pathNot: tests });
const AGGREGATES =
  'municipality|school|order|regulation|roadmap|participant|consent|agreement|pair|campaign|indicators|practice|activity|award|appeal|council|site|reminder|audit';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle has no reading order.',
      severity: 'error',
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-imports-nothing',
      comment: 'The kernel is the ground floor.',
      severity: 'error',
      from: room('libs/kernel/'),
      to: { pathNot: '^libs/kernel/' },
    },
    {
      name: 'client-knows-the-wire-only',
      comment:
        'It is published by itself, for programs outside the house: no room and no package comes with it.',
      severity: 'error',
      from: room('libs/client/'),
      to: { pathNot: '^libs/client/' },
    },
    {
      name: 'domain-imports-kernel-and-itself',
      comment: 'The law of mentoring is pure: no framework, no I/O, no node module.',
      severity: 'error',
      from: room('libs/domain/'),
      to: { pathNot: '^libs/(kernel|domain)/' },
    },
    {
      name: 'domain-reaches-no-vendor',
      comment: 'Not even through somebody else.',
      severity: 'error',
      from: room('libs/domain/'),
      to: {
        path: '^(node_modules/|node:|@nestjs)|^(fs|path|crypto|http|net|os|child_process)$',
        reachable: true,
      },
    },
    {
      name: 'aggregate-knows-no-other-aggregate',
      comment: 'What another aggregate knows arrives as evidence.',
      severity: 'error',
      from: { path: `^libs/domain/(${AGGREGATES})/`, pathNot: tests },
      to: { path: `^libs/domain/(${AGGREGATES})/`, pathNot: '^libs/domain/$1/' },
    },
    {
      name: 'evidence-stays-below-commands',
      comment: 'Evidence is assembled from streams for a decision and for an audit alike.',
      severity: 'error',
      from: room('libs/evidence/'),
      to: {
        path: '^(apps/|libs/(commands|read-models|integration|documents)/|libs/platform/(?!event-store/))',
      },
    },
    {
      name: 'documents-are-written-from-the-log',
      comment:
        'A paper says what streams and the vault say; a read model that lags would print something else.',
      severity: 'error',
      from: room('libs/documents/'),
      to: {
        path: '^(apps|libs)/',
        pathNot: '^libs/(kernel|domain|evidence|documents|platform/(documents|vault))/',
      },
    },
    {
      name: 'commands-never-read-models',
      comment: 'A decision rests on streams, never on a read model that may lag.',
      severity: 'error',
      from: room('libs/commands/'),
      to: { path: '^(apps/|libs/(read-models|integration|documents)/)' },
    },
    {
      name: 'read-models-only-fold',
      comment: 'A read model knows the kernel, the types of the domain, projections and postgres.',
      severity: 'error',
      from: room('libs/read-models/'),
      to: {
        path: '^(apps|libs)/',
        pathNot: '^libs/(kernel|domain|read-models|platform/(projections|postgres))/',
      },
    },
    {
      name: 'read-models-take-domain-types-only',
      comment: 'A projection that runs domain code would judge again what was decided.',
      severity: 'error',
      from: room('libs/read-models/'),
      to: { path: '^libs/domain/', pathNot: '^libs/domain/vocabulary/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'read-model-knows-no-other-read-model',
      comment: 'Each can be rebuilt, changed and deleted alone.',
      severity: 'error',
      from: { path: '^libs/read-models/([^/]+)/', pathNot: tests },
      to: { path: '^libs/read-models/([^/]+)/', pathNot: '^libs/read-models/$1/' },
    },
    {
      name: 'integration-speaks-outwards-only',
      comment: 'The public contract knows the kernel, the types of the domain and the queues.',
      severity: 'error',
      from: room('libs/integration/'),
      to: { path: '^(apps|libs)/', pathNot: '^libs/(kernel|domain|integration|platform/queues)/' },
    },
    {
      name: 'integration-takes-domain-types-only',
      severity: 'error',
      comment: 'What leaves the house is another event, not a domain object.',
      from: room('libs/integration/'),
      to: { path: '^libs/domain/', pathNot: '^libs/domain/vocabulary/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'platform-knows-no-mentoring',
      comment: 'Adapters could serve another house tomorrow.',
      severity: 'error',
      from: room('libs/platform/'),
      to: { path: '^(apps/|libs/(domain|evidence|commands|read-models|integration|documents)/)' },
    },
    {
      name: 'one-room-knows-the-event-store-client',
      comment: 'One path to the event store.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [tests, '^libs/platform/(event-store|embedded)/'] },
      to: { path: '@eventstore/db-client' },
    },
    {
      name: 'one-room-knows-the-queue',
      comment: 'One path to the queue.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [tests, '^libs/platform/queues/'] },
      to: { path: '(^|node_modules/)(bullmq|ioredis)(/|$)' },
    },
    {
      name: 'libs-never-import-apps',
      comment: 'Apps wire libs, not the other way.',
      severity: 'error',
      from: room('libs/'),
      to: { path: '^apps/' },
    },
    {
      name: 'apps-enter-by-the-door',
      comment: 'Only index.ts of a room is public.',
      severity: 'error',
      from: { path: '^apps/', pathNot: tests },
      to: { path: '^libs/', pathNot: DOORS },
    },
    {
      name: 'rooms-enter-by-the-door',
      comment: 'Between rooms of libs the same holds.',
      severity: 'error',
      from: { path: '^libs/((?:platform/)?[^/]+)/', pathNot: tests },
      to: { path: '^libs/', pathNot: ['^libs/$1/', DOORS] },
    },
    {
      name: 'app-knows-no-other-app',
      comment: 'Except standalone, which wires the modules of api, projector and publisher in one process.',
      severity: 'error',
      from: { path: '^apps/(?!standalone/)([^/]+)/', pathNot: tests },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'standalone-wires-modules-only',
      comment: 'It may take the doors of the three processes, nothing behind them.',
      severity: 'error',
      from: { path: '^apps/standalone/', pathNot: tests },
      to: {
        path: '^apps/(?!standalone/)',
        pathNot: '^apps/(api/api|projector/projector|publisher/publisher)(\\.module)?\\.ts$',
      },
    },
    {
      name: 'readers-never-reach-commands',
      comment: 'The projector and the auditor cannot write history, not even through somebody else.',
      severity: 'error',
      from: { path: '^apps/(projector|auditor)/', pathNot: tests },
      to: { path: '^libs/commands/', reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^coverage/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], mainFields: ['main', 'types'] },
  },
};
