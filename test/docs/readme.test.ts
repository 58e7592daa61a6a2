/**
 * Runs the README's commands against a running system: the one that `API` names, or a new world. Both languages have the same
 * commands.
 */
import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openWorld, type World } from '#rehearsal/world.ts'
import { ROOT, readDocument } from './tables.ts'

const readme = readDocument('README.md')
const chinese = readDocument('README.zh-CN.md')

interface Block {
  name: string
  code: string
  /** The last line of the output, as the text after the block says. */
  lastLine: string | null
}

/** Blocks that are marked `<!-- run: name -->`, in order. */
function runnable(markdown: string): Block[] {
  const marks = [
    ...markdown.matchAll(/<!-- run: (\S+) -->\s*```bash\n([\s\S]*?)```\n([\s\S]*?)(?=<!-- run:|$)/g),
  ]
  return marks.map(([, name = '', code = '', after = '']) => ({
    name,
    code,
    lastLine: /^\s*(?:The last line is|最后一行是) ?`([^`]+)`/.exec(after)?.[1] ?? null,
  }))
}

const blocks = runnable(readme)
const codeIn = (markdown: string): string[] =>
  [...markdown.matchAll(/```(?:bash|sh)\n([\s\S]*?)```/g)].map(([, code = '']) => code)

/** Runs the blocks one after the other in one shell, and returns the output of each. */
async function pasted(env: NodeJS.ProcessEnv): Promise<Map<string, string>> {
  const script = blocks
    .flatMap((block) => [...leftOut(block), `echo "@@ ${block.name}"`, block.code])
    .join('\n')
  const shell = spawn('bash', ['-s'], { cwd: ROOT, env, stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  shell.stdin.end(script)
  await new Promise((resolve) => shell.once('close', resolve))
  const parts = output.split(/^@@ (\S+)\n/m).slice(1)
  const names = parts.filter((_, index) => index % 2 === 0)
  return new Map(names.map((name, index) => [name, (parts[2 * index + 1] ?? '').trim()]))
}

/** The refused act that the text before the approval suggests to try. */
function leftOut({ name, code }: Block): string[] {
  if (name !== 'approve') return []
  const [decide = ''] = code.split(/^act \$HE/m)
  return ['echo "@@ refusal"', decide.replace(/, "sharingOpinion": "[^"]*"/, '')]
}

describe('the README', () => {
  let world: World | undefined
  let outputs = new Map<string, string>()

  beforeAll(async () => {
    if (!process.env.API) world = await openWorld({ stack: inject('servers'), name: `readme_${process.pid}` })
    const own = world && {
      API: world.apiUrl,
      TEMPORAL_ADDRESS: inject('servers').temporalAddress,
      TEMPORAL_NAMESPACE: world.name,
    }
    outputs = await pasted({ ...process.env, ...own })
  }, 180_000)

  afterAll(() => world?.close())

  const output = (name: string): string => outputs.get(name) ?? ''

  test('starts a project with one request', () => {
    expect(output('helpers')).toBe('')
    expect(output('submit')).toMatch(/^project\/[0-9a-f-]{36}$/)
  })

  test('shows where it stands and what can be done now', () => {
    expect(output('look')).toMatch(/^已提交 submitted \| 国家发展和改革委员会 \| 完整性审查 \d{4}-\d\d-\d\d/)
    expect(output('look')).toContain('allowed: admit, declineAdmission, requestSupplement')
  })

  test('brings it through admission and appraisal to a decision of two persons', () => {
    expect(output('appraise').split('\n')).toEqual([
      'admitted',
      "[ 'reviewOpened', 'verdictGiven', 'deadlineSet' ]",
      'being appraised',
      'waiting for the decision',
    ])
    expect(output('refusal'), 'without the sharing opinion').toContain("code: 'letterWithoutSharingOpinion'")
    expect(output('approve').split('\n').at(-1)).toBe('approved, next document to come')
    expect(output('timeline')).toContain('已批复 | The stage was approved')
  })

  test('approves the next document by a Temporal Signal', () => {
    expect(output('design').split('\n').at(-1)).toBe("[ 'reviewOpened', 'verdictGiven', 'deadlineSet' ]")
    expect(output('signal').split('\n').at(-1)).toBe('ready to build')
  })

  test('shows the real last line of each command', () => {
    const said = blocks.flatMap(({ name, lastLine }) =>
      lastLine === null ? [] : [[name, lastLine] as const],
    )
    expect(said.length).toBeGreaterThan(0)
    for (const [name, lastLine] of said) expect(output(name).split('\n').at(-1)).toBe(lastLine)
  })

  test('has the same commands in both languages', () => {
    expect(codeIn(chinese)).toEqual(codeIn(readme))
    expect(runnable(chinese).map(({ name, lastLine }) => [name, lastLine])).toEqual(
      blocks.map(({ name, lastLine }) => [name, lastLine]),
    )
  })

  test('has the same pictures and the same documents in both languages', () => {
    const targets = (markdown: string): string[] =>
      [...markdown.matchAll(/\]\(([^)#]+)/g)]
        .map(([, target = '']) => target)
        .filter((t) => !t.startsWith('README'))
    expect(new Set(targets(chinese))).toEqual(new Set(targets(readme)))
  })
})
