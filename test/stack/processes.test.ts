import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireLock } from '#stack/lock-file.ts'
import { choosePorts } from '#stack/ports.ts'
import type { ProcessSpec } from '#stack/supervised.ts'
import { Supervisor } from '#stack/supervisor.ts'
import { occupiedPort } from './stack-fixture.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongchou-processes-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function node(name: string, script: string, more: Partial<ProcessSpec> = {}): ProcessSpec {
  return {
    name,
    command: process.execPath,
    args: ['-e', script],
    env: process.env,
    cwd: folder,
    isReady: async () => true,
    readyTimeoutMs: 10_000,
    stopSignal: 'SIGTERM',
    stopGraceMs: 300,
    ...more,
  }
}

function supervisor(report: (line: string) => void = () => undefined): Supervisor {
  return new Supervisor({ logs: join(folder, 'logs'), changed: () => undefined, report })
}

describe('the supervisor', () => {
  it('starts a process again whenever it ends', async () => {
    const lines: string[] = []
    const supervised = supervisor((line) => lines.push(line))
    await supervised.start(node('clock', 'setInterval(() => {}, 1000)'))
    const seen = new Set([supervised.pids().clock])
    for (const _ of [1, 2, 3]) {
      await supervised.kill('clock')
      await supervised.waitReady('clock', 5_000)
      seen.add(supervised.pids().clock)
    }
    expect(seen.size).toBe(4)
    expect(lines).toContain('clock ended (SIGKILL); starting it again')
    await supervised.stop()
  })

  it('gives up a process that never becomes ready, and shows the end of its log', async () => {
    const supervised = supervisor()
    const spec = node('broken', `console.error('no such setting'); process.exit(3)`, {
      isReady: async () => false,
    })
    await expect(supervised.start(spec)).rejects.toThrow(
      /broken did not start: .*exit code 3[\s\S]*no such setting/,
    )
    await supervised.stop()
  })

  it('reports a program that does not exist', async () => {
    const supervised = supervisor()
    await expect(supervised.start(node('absent', '', { command: '/nowhere/absent' }))).rejects.toThrow(
      'ENOENT',
    )
    await supervised.stop()
  })

  it('stops the last started process first, and kills a process that does not end', async () => {
    const supervised = supervisor()
    const file = join(folder, 'order')
    const telling = (word: string, then: string) => `
      process.on('SIGTERM', () => { require('fs').appendFileSync('${file}', '${word} '); ${then} })
      setInterval(() => {}, 1000); require('fs').writeFileSync('${file}.${word}', '')`
    const up = (word: string) => ({ isReady: async () => existsSync(`${file}.${word}`) })
    await supervised.start(node('first', telling('first', 'process.exit()'), up('first')))
    await supervised.start(node('stubborn', telling('stubborn', ''), up('stubborn')))
    await supervised.start(node('last', telling('last', 'process.exit()'), up('last')))
    await supervised.stop()
    expect(readFileSync(file, 'utf8')).toBe('last stubborn first ')
    expect(supervised.pids()).toEqual({})
  })
})

describe('the lock of a folder', () => {
  it('is held by one process at a time, and a holder that has ended does not count', () => {
    const file = join(folder, 'launcher.lock')
    writeFileSync(
      file,
      JSON.stringify({ pid: process.pid, identity: 'another program that had this number' }),
    )
    const mine = acquireLock(file)
    expect(mine.mine).toBe(true)
    expect(acquireLock(file)).toMatchObject({ mine: false, holder: { pid: process.pid } })
    if (mine.mine) mine.release()
    expect(existsSync(file)).toBe(false)
  })
})

describe('the ports', () => {
  it('are the stored ones while they are free, otherwise new ones', async () => {
    const { port, server } = await occupiedPort()
    const first = await choosePorts(['postgres', 'temporal'], {}, {})
    const second = await choosePorts(['postgres', 'temporal'], { ...first, temporal: port }, {})
    expect(second.postgres).toBe(first.postgres)
    expect(second.temporal).not.toBe(port)
    server.close()
  })

  it('cannot be set to an invalid number', async () => {
    await expect(choosePorts(['api'], {}, { PORT_API: 'http' })).rejects.toThrow(
      'PORT_API must be a port number',
    )
  })
})
