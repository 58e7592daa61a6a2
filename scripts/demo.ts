/**
 * `npm run demo`: the whole system, and one project's life from its feasibility study to the O&M funds of its
 * third year in operation, printed with virtual dates. Stays up until Ctrl-C; with `--exit` it ends after the story.
 */
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { addressOf } from '#rehearsal/address.ts'
import { ApiClient } from '#rehearsal/client.ts'
import { type Lang, problemText } from '#rehearsal/problem.ts'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { doerOf, ReferenceDirectory } from '#rehearsal/reference-directory.ts'
import { type Outcome, rehearse } from '#rehearsal/rehearse.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'
import { addresses } from './demo/addresses.ts'
import { type DemoEnvironment, openDemoEnvironment } from './demo/demo-environment.ts'
import { demoReporter } from './demo/demo-reporter.ts'
import { decisionTable } from './demo/project/decisions.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
const STORY = join(CHECKOUT, 'examples/in-plan-happy-path.yaml')

/** Shown when another process started the stack, because it also stops it. */
const BORROWED: Readonly<Record<Lang, string>> = {
  zh: '本次演示借用另一进程启动的系统，该进程结束时本次演示随之中断：请保持其运行，或以 `npm run demo -- --root 另一文件夹` 另起一套。',
  en: 'Another process started the system that this demo uses, and stops it when it ends: keep that one up, or start a system of your own with `npm run demo -- --root ANOTHER_FOLDER`.',
}

interface Options {
  lang: Lang
  exit: boolean
  /** The folder whose `.tongchou/` keeps the state. */
  root: string
}

async function demo({ lang, exit, root }: Options): Promise<void> {
  const { starts } = readRehearsal(STORY, WHOLE)
  const environment = await openDemoEnvironment(root, starts)
  try {
    const succeeded = await play(environment, { lang, exit })
    process.exitCode = succeeded ? 0 : 1
    if (!exit) await untilInterrupted(environment, lang)
  } finally {
    await environment.close()
  }
}

async function play(
  { host, ownWorld, ...environment }: DemoEnvironment,
  { lang, exit }: Pick<Options, 'lang' | 'exit'>,
): Promise<boolean> {
  const directory = new ReferenceDirectory()
  const since = performance.now()
  if (ownWorld !== null) console.log(`A world of its own for this run: ${ownWorld}.`)
  if (!environment.endsOnSignals) console.log(BORROWED[lang])
  console.log('')
  const outcome = await rehearse(
    relative(process.cwd(), STORY),
    host,
    demoReporter(directory, lang, console.log),
  )
  const seconds = Math.round((performance.now() - since) / 1000)
  for (const failure of outcome.failures) console.error(problemText(failure, lang))
  const [caseId] = outcome.cases.values()
  const { kind } = outcome.rehearsal
  const opener = directory.find('zhou-kai')
  const doer = opener && doerOf(opener, { role: 'departmentLead' })
  if (caseId === undefined || !doer) return false
  const table = await decisionTable(new ApiClient(host.apiUrl), addressOf(kind, caseId), {
    doer,
    directory,
    lang,
  })
  console.log(['', ...table, '', ending(outcome, seconds, host.mails.length, lang), ''].join('\n'))
  // With `--exit` the addresses stop working after the story, so they are not printed.
  if (!exit)
    console.log(addresses({ apiUrl: host.apiUrl, ...environment }, { kind, caseId }, lang).join('\n'))
  return outcome.failures.length === 0
}

function ending({ steps, rehearsal }: Outcome, seconds: number, mails: number, lang: Lang): string {
  const [first, last, all] = [rehearsal.starts, steps.at(-1)?.step.on, rehearsal.steps.length]
  return lang === 'zh'
    ? `${first} 至 ${last}：${steps.length}/${all} 步，实际用时 ${seconds} 秒，送达邮件 ${mails} 封。`
    : `${first} to ${last}: ${steps.length} of ${all} steps in ${seconds} s of real time, ${mails} mails delivered.`
}

/** On Ctrl-C the launcher of a stack ends the stack and this process. Without a launcher the demo ends itself. */
function untilInterrupted({ endsOnSignals }: DemoEnvironment, lang: Lang): Promise<void> {
  console.log(lang === 'zh' ? '\n按 Ctrl-C 停止。' : '\nCtrl-C stops it.')
  return new Promise((resolve) => {
    const timer = setInterval(() => undefined, 3_600_000)
    const end = (): void => {
      clearInterval(timer)
      resolve()
    }
    if (endsOnSignals) return
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
  })
}

function optionsFrom(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      exit: { type: 'boolean', default: false },
      lang: { type: 'string', default: 'en' },
      root: { type: 'string', default: CHECKOUT },
    },
  })
  const { exit, lang, root } = values
  if (lang !== 'zh' && lang !== 'en') throw new Error('--lang is zh or en.')
  return { exit, lang, root: resolve(root) }
}

try {
  await demo(optionsFrom(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
