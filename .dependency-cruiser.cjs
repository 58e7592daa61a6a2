const { readdirSync } = require('node:fs')

/** Who may import whom, with the reason (docs/architecture.md, "Rooms"). */
const only = (from, allowed, comment) => ({
  name: `${from}-imports`,
  severity: 'error',
  comment,
  from: { path: `^${from}/` },
  to: { pathNot: [`^${from}/`, ...allowed] },
})

const packages = (...names) => names.map((name) => `node_modules/${name}/`)

/** The layers of the domain, the lowest first. Each may import the layers before it, values and types. */
const LAYERS = ['values', 'law', 'case', 'review', 'substitution', 'tasks', 'engine']
/** Every other folder of the domain is a kind of case. */
const KINDS = readdirSync('domain', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !LAYERS.includes(entry.name))
  .map(({ name }) => name)

const above = (layer) => [...LAYERS.slice(LAYERS.indexOf(layer) + 1), ...KINDS]

const layers = LAYERS.map((layer) => ({
  name: `domain-${layer}-stands-on-what-is-below`,
  severity: 'error',
  comment: 'A layer must not import a layer above it.',
  from: { path: `^domain/${layer}/` },
  to: { path: `^domain/(${above(layer).join('|')})/|^domain/[^/]+\\.ts$` },
}))

module.exports = {
  forbidden: [
    only('domain', [], 'Rules are pure: they import only the domain.'),
    ...layers,
    {
      name: 'a-kind-knows-no-other-kind',
      severity: 'error',
      comment: 'A case uses only published facts of cases of other kinds; only kinds.ts imports all kinds.',
      from: { path: '^domain/([^/]+)/' },
      to: { path: `^domain/(${KINDS.join('|')})/|^domain/kinds\\.ts$`, pathNot: '^domain/$1/' },
    },
    {
      name: 'folders-form-no-circle',
      severity: 'error',
      comment:
        'For values and types. Files of one kind may import each other, because a topic uses types of the kind that is made of the topics.',
      scope: 'folder',
      from: { path: '^domain/' },
      to: { circular: true },
    },
    only(
      'workflows',
      [
        '^domain/',
        '^wire/(envelope|facts-change|undecodable|search-attributes|operator-words|record)\\.ts$',
        '^activities/index\\.ts$',
        ...packages('@temporalio/workflow'),
      ],
      'Workflow code runs in the sandbox: no node, no schema library, activities as types only.',
    ),
    {
      name: 'workflows-know-activities-by-type',
      severity: 'error',
      comment: 'A value import would pull pg into the sandbox.',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'activities',
      ['^domain/', '^wire/', '^db/', '^node:', '^(node_modules|[a-z_/]+$)', ...packages('.*')],
      'Activities do what workflow code cannot do; they never import the API.',
    ),
    {
      name: 'db-knows-no-engine',
      severity: 'error',
      comment:
        'The record must work without Temporal; it imports contracts, and neither the worker nor the API.',
      from: { path: '^db/' },
      to: {
        path: '^(workflows|activities|api|stack|rehearsal|scripts)/|node_modules/(@temporalio|fastify)/',
      },
    },
    {
      name: 'db-knows-the-wire-by-type',
      severity: 'error',
      comment: 'Contracts are types; only the function for hashes is a value.',
      from: { path: '^db/' },
      to: { path: '^wire/', pathNot: '^wire/content-hash\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'wire-imports',
      severity: 'error',
      comment: 'Shared code must not depend on code that uses it.',
      from: { path: '^wire/' },
      to: { path: '^(workflows|activities|api|db|stack|rehearsal|scripts)/' },
    },
    {
      name: 'api-imports',
      severity: 'error',
      comment: 'The API sends one Update or reads one view: never activities, never the record.',
      from: { path: '^api/' },
      to: {
        path: '^(activities|stack|rehearsal|scripts|bench|test)/|^workflows/(?!messages\\.ts$)|^db/(?!(queries|intake|connect|migrate|seed|reference))',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'stack-imports',
      severity: 'error',
      comment: 'It starts processes; it must not run our code in its own process.',
      from: { path: '^stack/' },
      to: { path: '^(domain|workflows|activities|api|db|rehearsal|scripts|test|bench)/' },
    },
    {
      name: 'nobody-imports-rehearsals',
      severity: 'error',
      comment: 'Rehearsals use the whole system; the system must not depend on them.',
      from: { pathNot: '^(rehearsal|scripts|test|bench)/' },
      to: { path: '^rehearsal/' },
    },
    {
      name: 'nobody-imports-scripts',
      severity: 'error',
      comment: 'No other room may depend on scripts, test and bench.',
      from: { pathNot: '^(scripts|test|bench)/' },
      to: { path: '^(scripts|test|bench)/' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'Types may import each other in a cycle, values may not.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rooms-by-their-door',
      severity: 'error',
      comment:
        'Imports across rooms use #room/…, so that a move of files inside a room changes no other room.',
      from: { path: '^(domain|workflows|activities|db|wire|api|stack|rehearsal)/' },
      to: {
        path: '^(domain|workflows|activities|db|wire|api|stack|rehearsal)/',
        pathNot: '^$1/',
        dependencyTypesNot: ['aliased', 'aliased-subpath-import'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
}
