import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { SECOND_TASK, sdkLogger } from '#activities/runtime.ts'
import { stallMs } from '#activities/stall-detector.ts'
import { createLogger } from '#activities/telemetry.ts'

const LIMIT_MS = 1_000

describe('a stall', () => {
  it('is the time on either clock that exceeds the time between two checks', () => {
    const before = { steady: 1_000, wall: 50_000 }
    expect(stallMs(before, { steady: 1_050, wall: 50_050 }, 50), 'no stall').toBe(0)
    expect(stallMs(before, { steady: 3_550, wall: 52_550 }, 50), 'the process was stopped').toBe(2_500)
    expect(stallMs(before, { steady: 1_050, wall: 59_050 }, 50), 'the machine was stopped').toBe(9_000)
    expect(stallMs(before, { steady: 1_050, wall: 20_000 }, 50), 'a clock was set back').toBe(0)
  })
})

describe('a process with a stall detector', () => {
  let watched: ChildProcess | undefined
  afterEach(() => watched?.kill('SIGKILL'))

  async function start(busyMs = 0): Promise<{ pid: number; exit: Promise<unknown[]> }> {
    const script = join(import.meta.dirname, 'watched-process.ts')
    const args = ['--import', 'tsx', script, String(LIMIT_MS), String(busyMs)]
    watched = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const exit = once(watched, 'exit')
    await once(watched.stdout as NonNullable<typeof watched.stdout>, 'data')
    return { pid: watched.pid as number, exit }
  }

  async function freeze(pid: number, ms: number): Promise<void> {
    process.kill(pid, 'SIGSTOP')
    await sleep(ms)
    process.kill(pid, 'SIGCONT')
  }

  it('is killed when it continues after a stall that was too long, before it completes anything', async () => {
    const { pid, exit } = await start()
    await freeze(pid, 2 * LIMIT_MS)
    expect(await exit).toEqual([null, 'SIGKILL'])
  })

  it('continues after a short stall, and while its event loop is only busy', async () => {
    const { pid, exit } = await start(2 * LIMIT_MS)
    await freeze(pid, LIMIT_MS / 10)
    expect(await exit).toEqual([7, null])
  })
})

describe('the SDK', () => {
  it('still logs the same text when a case gets a second task while it works on one', () => {
    const bridge = createRequire(import.meta.url).resolve('@temporalio/core-bridge/package.json')
    const source = join(bridge, '../sdk-core/crates/sdk-core/src/worker/workflow/managed_run.rs')
    // When this fails after an update, read docs/adr/0018 again: the fault may be corrected, or only the text has changed.
    expect(readFileSync(source, 'utf8')).toContain(SECOND_TASK)
  })

  it('triggers the handler with this text, and only with it', () => {
    let doubts = 0
    const logger = sdkLogger(createLogger('silent'), () => (doubts += 1))
    logger.log('ERROR', 'something else')
    expect(doubts).toBe(0)
    logger.log('ERROR', SECOND_TASK, { workflowId: 'project/x' })
    expect(doubts).toBe(1)
  })
})
