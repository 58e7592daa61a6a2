/** `npm run rehearse -- FILE [FILE…]`: plays rehearsal files on the running stack, or on its own servers. */
import { parseArgs } from 'node:util'
import { UnreadableFile } from '#rehearsal/problem.ts'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { ReferenceDirectory } from '#rehearsal/reference-directory.ts'
import { rehearse } from '#rehearsal/rehearse.ts'
import { replayed } from '#rehearsal/replay.ts'
import { type Lang, reporter } from '#rehearsal/reporter.ts'
import { serversForRehearsal } from '#rehearsal/servers.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'
import { openWorld, type World } from '#rehearsal/world.ts'

const USAGE = `Usage: npm run rehearse -- FILE [FILE…]
  --lang zh|en         language of the output (default: en)
  --quiet              print only steps that failed
  --short-histories    use a server that asks every case to continue in a new run after a few events; afterwards
                       replay every history

docs/rehearsal.md explains the files; examples/ has some.`

interface Options {
  files: string[]
  lang: Lang
  quiet: boolean
  shortHistories: boolean
}

async function main(options: Options): Promise<number> {
  // All files are read before the first one is played, so that mistakes are reported in a second.
  const unreadable = options.files.flatMap(problemsOf)
  for (const problem of unreadable) console.error(problem)
  if (unreadable.length > 0) return 1
  const servers = await serversForRehearsal({ shortHistories: options.shortHistories })
  try {
    let failures = 0
    for (const file of options.files) failures += await playOne(file, servers.stack, options)
    return failures === 0 ? 0 : 1
  } finally {
    await servers.stop()
  }
}

function problemsOf(file: string): string[] {
  try {
    readRehearsal(file, WHOLE)
    return []
  } catch (error) {
    if (error instanceof UnreadableFile) return [error.message]
    const { code, message } = error as NodeJS.ErrnoException
    return [`${file}: ${code === 'ENOENT' ? 'there is no such file; examples/ has some' : message}`]
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

async function playOne(file: string, stack: Servers, options: Options): Promise<number> {
  const { lang, quiet, shortHistories } = options
  const world = await openWorld({ stack, name: `rehearsal_${process.pid}_${Date.now()}` })
  const release = stack.isAttached ? closeOnSignals(world) : () => undefined
  try {
    const since = performance.now()
    const listener = quiet ? {} : reporter(new ReferenceDirectory(), lang, console.log)
    const { failures, steps } = await rehearse(file, world, listener)
    for (const failure of failures) console.error(failure)
    const runs = shortHistories ? await replayed(world) : null
    const seconds = ((performance.now() - since) / 1000).toFixed(1)
    const histories = runs === null ? '' : `, ${runs.runs} runs of ${runs.cases} cases replayed`
    const verdict = failures.length === 0 ? 'as expected' : 'NOT as expected'
    if (!quiet) console.log(`${file}: ${steps.length} steps ${verdict} in ${seconds} s${histories}\n`)
    return failures.length
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
      'short-histories': { type: 'boolean', default: false },
    },
  })
  const { lang, quiet } = values
  if (positionals.length === 0) throw new Error(USAGE)
  if (lang !== 'zh' && lang !== 'en') throw new Error(`--lang is zh or en.\n${USAGE}`)
  return { files: positionals, lang, quiet, shortHistories: values['short-histories'] }
}

try {
  process.exitCode = await main(optionsFrom(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
