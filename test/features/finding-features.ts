/** Rows on finding a project among many. */
import type { Feature } from './feature.ts'

export const FINDING_FEATURES: readonly Feature[] = [
  {
    name: 'Search by business fields',
    peers: ['○', '◐', '–', '○', '○', '○', '◐'],
    ours: '●',
    proofs: [
      {
        file: 'review/search.yaml',
        line: 'expect: { search: { by: chen-hao, text: 救助, finds: relief } }',
        expects: 'search',
        without: [
          {
            file: 'db/queries/case-search.ts',
            find: 'text: `p.search @@ ',
            replace: 'text: `false and p.search @@ ',
          },
        ],
      },
      {
        file: 'review/search.yaml',
        line: '- { by: chen-hao, text: 平台, finds: [relief, marriage] }',
        expects: 'search',
        without: [
          {
            file: 'db/queries/case-search.ts',
            find: 'p.asked_fen >=',
            replace: '0::bigint <=',
          },
        ],
      },
      {
        file: 'review/search.yaml',
        line: '- { by: lin-tao, state: 已受理, finds: relief }',
        expects: 'search',
        without: [{ file: 'db/queries/case-search.ts', find: 'p.status =', replace: "'' <>" }],
      },
      {
        file: 'review/search.yaml',
        line: '- { by: tang-yu, text: 发改高技〔2026〕14号, finds: relief }',
        expects: 'search',
        without: [
          {
            file: 'domain/project/listing.ts',
            find: ', ...approvals.map((one) => one.documentNumber)',
            replace: '',
          },
        ],
      },
    ],
  },
]
