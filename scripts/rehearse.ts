/** `npm run rehearse -- FILE [FILE…]`: plays rehearsal files on the running stack, or on its own servers. */
import { parseArgs } from 'node:util'
import { type FileProblem, type Lang, problemText, UnreadableFile } from '#rehearsal/problem.ts'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { ReferenceDirectory } from '#rehearsal/reference-directory.ts'
import { rehearse } from '#rehearsal/rehearse.ts'
import { replayed } from '#rehearsal/replay.ts'
import { reporter } from '#rehearsal/reporter.ts'
import { serversForRehearsal } from '#rehearsal/servers.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'
import { openWorld, type World } from '#rehearsal/world.ts'

const USAGE: Readonly<Record<Lang, string>> = {
  en: `Usage: npm run rehearse -- FILE [FILE…]
  --lang zh|en         language of the output (default: en)
  --quiet              print only steps that failed
  --keep-going         continue after a step that failed, and list all failures at the end
  --short-histories    use a server that asks every case to continue in a new run after a few events; afterwards
                       replay every history

docs/rehearsal.md explains the files; examples/ has some.`,
  zh: `用法：npm run rehearse -- 文件 [文件…]
  --lang zh|en         所用语言（默认 en）
  --quiet              只说与预期不符之处
  --keep-going         某步与预期不符时继续执行，最后一并列出
  --short-histories    所用服务器令每个案件每隔数个事件即转入新的运行，最后重放全部历史

文件写法见 docs/rehearsal.md，示例见 examples/。`,
}

const TEXTS = {
  en: {
    noFile: 'there is no such file; examples/ has some',
    replayed: (runs: number, cases: number) => `, ${runs} runs of ${cases} cases replayed`,
    played: (steps: number, isAsExpected: boolean, seconds: string) =>
      `${steps} steps ${isAsExpected ? 'as expected' : 'NOT as expected'} in ${seconds} s`,
  },
  zh: {
    noFile: '没有这个文件；示例见 examples/',
    replayed: (runs: number, cases: number) => `，已重放 ${cases} 个案件的 ${runs} 次运行`,
    played: (steps: number, isAsExpected: boolean, seconds: string) =>
      `${steps} 步，${isAsExpected ? '与预期相符' : '与预期不符'}，用时 ${seconds} 秒`,
  },
} as const

interface Options {
  files: string[]
  lang: Lang
  quiet: boolean
  keepGoing: boolean
  shortHistories: boolean
}

async function main(options: Options): Promise<number> {
  const { files, lang, keepGoing, shortHistories } = options
  // All files are read before the first one is played, so that mistakes are reported in a second.
  const unreadable = files.flatMap((file) => problemsOf(file, lang))
  for (const problem of unreadable) console.error(problem)
  if (unreadable.length > 0) return 1
  const servers = await serversForRehearsal({ shortHistories })
  const failures: FileProblem[] = []
  try {
    for (const file of files) {
      failures.push(...(await playOne(file, servers.stack, options)))
    }
    return failures.length === 0 ? 0 : 1
  } finally {
    if (keepGoing) tell(failures, lang)
    await servers.stop()
  }
}

function tell(failures: readonly FileProblem[], lang: Lang): void {
  for (const failure of failures) console.error(problemText(failure, lang))
}

function problemsOf(file: string, lang: Lang): string[] {
  try {
    readRehearsal(file, WHOLE)
    return []
  } catch (error) {
    if (error instanceof UnreadableFile) return error.problems.map((problem) => problemText(problem, lang))
    const { code, message } = error as NodeJS.ErrnoException
    return [`${file}: ${code === 'ENOENT' ? TEXTS[lang].noFile : message}`]
  }
}

type Servers = Parameters<typeof openWorld>[0]['stack'] & { isAttached: boolean }

/** Removes the world of an interrupted rehearsal from a stack that continues to run. Its own servers end by themselves. */
function closeOnSignals(world: World): () => void {
  const end = (): void => {
    world.close().finally(() => process.exit(130))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end)
  }
}

async function playOne(file: string, stack: Servers, options: Options): Promise<FileProblem[]> {
  const { lang, quiet, keepGoing, shortHistories } = options
  const world = await openWorld({ stack, name: `rehearsal_${process.pid}_${Date.now()}` })
  const release = stack.isAttached ? closeOnSignals(world) : () => undefined
  try {
    const since = performance.now()
    const listener = quiet ? {} : reporter(new ReferenceDirectory(), lang, console.log)
    const { failures, steps } = await rehearse(file, world, { ...listener, keepGoing })
    if (!keepGoing) tell(failures, lang)
    const runs = shortHistories ? await replayed(world) : null
    const seconds = ((performance.now() - since) / 1000).toFixed(1)
    const histories = runs === null ? '' : TEXTS[lang].replayed(runs.runs, runs.cases)
    const played = TEXTS[lang].played(steps.length, failures.length === 0, seconds)
    if (!quiet) console.log(`${file}: ${played}${histories}\n`)
    return failures
  } finally {
    release()
    await world.close()
  }
}

function optionsFrom(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      lang: { type: 'string', default: 'en' },
      quiet: { type: 'boolean', default: false },
      'keep-going': { type: 'boolean', default: false },
      'short-histories': { type: 'boolean', default: false },
    },
  })
  const { lang, quiet, 'keep-going': keepGoing, 'short-histories': shortHistories } = values
  if (lang !== 'zh' && lang !== 'en') throw new Error(`--lang is zh or en.\n${USAGE.en}`)
  if (positionals.length === 0) throw new Error(USAGE[lang])
  return { files: positionals, lang, quiet, keepGoing, shortHistories }
}

try {
  process.exitCode = await main(optionsFrom(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
