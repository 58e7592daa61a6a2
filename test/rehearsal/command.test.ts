import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { type Ended, runScript } from './run-script.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongchou-rehearse-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const FIRST_STEP = `title: a rehearsal
source: rulebook §2.3
starts: 2026-03-02
steps:
  - on: 2026-03-02
    by: zhou-kai
    do: submitStage
    with:
      stage: feasibility
      owner: mca
      track: planned
      planItem: P14-01
      investment: 12,000.00 万元
      files: [stageDocument, sharingChapter]
      catalog: { count: 1 }
`

/** Plays one file on the servers of the test run. */
async function rehearsed(
  name: string,
  text: string,
  ...options: string[]
): Promise<Ended & { file: string }> {
  const file = join(folder, name)
  writeFileSync(file, text)
  const { adminDatabaseUrl, temporalAddress } = inject('servers')
  const env = { DATABASE_URL: adminDatabaseUrl, TEMPORAL_ADDRESS: temporalAddress }
  return { file, ...(await runScript('scripts/rehearse.ts', [file, ...options], { env })) }
}

describe('npm run rehearse', () => {
  it('ends with status 0 and one line a step when everything comes as expected', async () => {
    const { status, stdout, stderr } = await rehearsed(
      'good.yaml',
      `${FIRST_STEP}    expect: { state: submitted, due: 2026-03-09 }\n`,
    )
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^ {2}2026-03-02 {2}Zhou Kai .*→ submitted; completeness check due 2026-03-09$/m)
    expect(stdout).toContain('1 steps as expected')
    expect(status).toBe(0)
  })

  it('tells in Chinese', async () => {
    const { stdout } = await rehearsed('chinese.yaml', FIRST_STEP, '--lang', 'zh')
    expect(stdout).toMatch(/周凯 .*报送可行性研究报告 12,000\.00 万元 .*已提交; 完整性审查 期限 2026-03-09/)
  })

  it('tells every expectation of a step that fails, with its line, plays no further and ends with 1', async () => {
    const { file, status, stdout, stderr } = await rehearsed(
      'different.yaml',
      `${FIRST_STEP}    expect:
      state: admitted
      due: { completeness: 2026-03-10 }
      turn: approver@mca
      amount: { investment: '12,000.01 万元' }
      refused: catalogEmpty
      notified: [tang-yu]
      recorded: { type: stageSubmitted, by: he-jing }
  - on: 2026-03-03
    by: chen-hao
    do: admit
`,
      '--quiet',
    )
    const lines = stderr.trim().split('\n')
    expect(lines.slice(0, 5)).toEqual([
      `${file}:17:14: expected state: admitted, found submitted`,
      `${file}:18:12: expected due: completeness 2026-03-10, found 2026-03-09`,
      `${file}:19:13: expected turn: approver@mca, found approver@ndrc`,
      `${file}:20:15: expected amount: investment 12,000.01 万元, found 12,000.00 万元`,
      `${file}:21:16: expected refused: a refusal with catalogEmpty, found none`,
    ])
    expect(lines[5]).toContain(`${file}:22:17: expected notified: a mail to tang-yu, found mails to `)
    expect(lines[6]).toContain(`${file}:23:17: expected recorded: an event stageSubmitted by he-jing`)
    expect(lines).toHaveLength(7)
    expect(stdout).toBe('')
    expect(status).toBe(1)
  })

  it('tells what files, the timeline, auditors and the chain say instead', async () => {
    const { file, status, stderr } = await rehearsed(
      'seen-differently.yaml',
      `${FIRST_STEP}  - on: 2026-03-03
    by: zhou-kai
    upload: { file: 方案.pdf, content: 第一稿 }
    expect: { documents: { 方案.pdf: 1 }, papers: dossier, signed: none }
  - on: 2026-03-04
    by: zhou-kai
    upload: { file: 方案.pdf, versionOf: 方案.pdf, content: 第二稿 }
    expect:
      documents: { 方案.pdf: 1 }
      papers: letter
      signed: 方案.pdf
      timeline: 2026-03-04 周凯：上传
      audited: { by: zhou-kai, do: admit, recorded: admitted }
      chain: { entries: 4, head: admitted }
`,
      '--quiet',
    )
    const [documents, papers, signed, timeline, audited, entries, head, ...others] = stderr.trim().split('\n')
    expect(documents).toContain(`${file}:24:18: expected documents: version 1 of 方案.pdf, found version 2`)
    expect(papers).toContain(`${file}:25:15: expected papers: the letter as PDF, found`)
    expect(signed).toContain(`${file}:26:15: expected signed: a verdict on 方案.pdf, found none`)
    expect(timeline).toContain(`${file}:27:17: expected timeline: the line 2026-03-04 周凯：上传, found none`)
    expect(audited).toContain(
      `${file}:28:16: expected audited: on the audit trail zhou-kai: admit, recorded admitted`,
    )
    expect(entries).toContain(`${file}:29:14: expected chain: 4 entries, found 3 entries`)
    expect(head).toContain(`${file}:29:14: expected chain: the head admitted, found the head deadlineSet`)
    expect([others, status]).toEqual([[], 1])
  })

  it('tells an act that is refused unexpectedly, with its reasons', async () => {
    const { file, status, stderr } = await rehearsed(
      'refused.yaml',
      `${FIRST_STEP}  - on: 2026-03-03\n    by: wu-fang\n    do: admit\n`,
      '--quiet',
    )
    expect(stderr).toContain(`${file}:16:5: expected admit to be done, found a refusal: outOfScope (`)
    expect(status).toBe(1)
    const upload = await rehearsed(
      'upload-refused.yaml',
      `${FIRST_STEP}  - on: 2026-03-03\n    by: zhou-kai\n    upload: { file: 方案.exe, format: pdf }\n`,
      '--quiet',
    )
    expect(upload.stderr).toContain('expected the upload to be done, found a refusal: fileTypeNotAllowed (')
  })

  it('never tells an act as done that nobody could read or send', async () => {
    const malformed = await rehearsed(
      'malformed.yaml',
      `${FIRST_STEP}  - on: 2026-03-03
    by: chen-hao
    do: admit
    forged: { actor: he-jing }
    expect: { answer: 422, state: submitted }
  - on: 2026-03-04
    by: zhou-kai
    upload: { file: 方案.pdf, versionOf: 其他.pdf }
`,
    )
    expect(malformed.stdout).toMatch(
      /Chen Hao +admit +→ not understood, not done: 422 .*; \/actor is not known here$/m,
    )
    expect(malformed.stdout).toMatch(
      /upload 方案\.pdf +→ not played: there is no document “其他\.pdf” to add a version to$/m,
    )
    expect(malformed.status).toBe(1)
  })

  it('goes on after a step that fails when it is told to, and tells all of them at the end', async () => {
    const text = `${FIRST_STEP}    预期: { 状态: 已受理 }
  - on: 2026-03-03
    by: chen-hao
    do: decline
  - on: 2026-03-04
    by: chen-hao
    do: admit
    expect: { 状态: 已受理, 轮到: 无 }
`.replace('do: decline', 'do: resumeConstruction\n    with: { checkRecord: { file: 检查记录 } }')
    const { file, status, stdout, stderr } = await rehearsed(
      'keep-going.yaml',
      text,
      ...['--keep-going', '--lang', 'zh'],
    )
    const [state, act, turn, ...others] = stderr.trim().split('\n')
    expect(state).toBe(`${file}:16:15: 应为状态：已受理，实为已提交`)
    expect(act).toContain(`${file}:17:5: 应为同意复工办成，实为拒绝：当前状态“已提交”下不能办理`)
    expect(turn).toBe(`${file}:24:28: 应为轮到：无，实为审批部门@国家发展和改革委员会`)
    expect(others).toEqual([])
    expect(stdout).toMatch(/陈昊 +受理 +→ 已受理/)
    expect(stdout).toContain('3 步，与预期不符')
    expect(status).toBe(1)
  })

  it('plays nothing when a file does not make sense', async () => {
    const { file, status, stdout, stderr } = await rehearsed(
      'unknown.yaml',
      FIRST_STEP.replace('submitStage', 'submit'),
    )
    expect(stderr).toMatch(new RegExp(`^${file}:7:9: expected an act .*, found “submit”`, 'm'))
    expect(stdout).toBe('')
    expect(status).toBe(1)
  })

  it('tells how it is used when no file is named', async () => {
    const { status, stderr } = await runScript('scripts/rehearse.ts', [])
    expect(stderr).toContain('Usage: npm run rehearse')
    expect(status).toBe(1)
  })
})

describe('npm run histories', () => {
  it('records nothing under another version than that of the checkout', async () => {
    const { status, stdout, stderr } = await runScript('scripts/capture-histories.ts', ['0.0.1'])
    expect(stderr).toMatch(/^Usage: npm run histories -- \d+\.\d+\.\d+ /)
    expect(stdout).toBe('')
    expect(status).toBe(1)
  })
})
