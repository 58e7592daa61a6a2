import { randomInt } from 'node:crypto'

/** A complete first document of a planned project of the Ministry of Civil Affairs. */
export const DIGEST = 'ab'.repeat(32)
const CHAPTER = 'cd'.repeat(32)
/** The digest of a report, different from that of the document. */
export const REPORT_DIGEST = 'de'.repeat(32)

/** A code belongs to one project. */
const freshCode = (): string => `2603-100000-04-04-${randomInt(100_000, 1_000_000)}`

export const stageForm = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  stage: 'proposal',
  title: '基本养老服务信息共享平台',
  owner: 'mca',
  track: 'ordinary',
  projectCode: freshCode(),
  preparedBy: 'mca',
  investmentFen: 12_000_000_000,
  files: [
    { kind: 'stageDocument', digest: DIGEST },
    { kind: 'sharingChapter', digest: CHAPTER },
  ],
  catalog: [
    {
      code: '3/01/001/1',
      name: '养老机构基本信息',
      sharing: 'unconditional',
      items: ['名称', '地址'],
      format: '数据库',
      updateCycle: '每日',
      open: false,
    },
  ],
  containsClassifiedContent: false,
  ...changes,
})
