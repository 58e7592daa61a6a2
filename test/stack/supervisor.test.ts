import { spawn } from 'node:child_process'
import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identify, record } from '#stack/process-record.ts'
import { isRunning, type Stack, startStack } from '#stack/stack.ts'
import { temporaryRoot } from '#stack/temporary-root.ts'
import {
  FIRST_START_MS,
  gone,
  isRemembered,
  occupiedPort,
  separateLauncher,
  sql,
  startExecution,
} from './stack-fixture.ts'

const start = (root: string, env = process.env) =>
  startStack({ root, env, processes: 'servers', quiet: true })

describe('a running stack', { timeout: 120_000 }, () => {
  const root = temporaryRoot('stack')
  let stack: Stack

  beforeAll(async () => {
    stack = await start(root.folder)
    await sql(stack, 'create table kept (word text)')
  }, FIRST_START_MS)

  afterAll(async () => {
    await stack.stop()
    root.remove()
  }, 60_000)

  it('restarts PostgreSQL after kill -9, with all committed data', async () => {
    await sql(stack, `insert into kept values ('承诺')`)
    const before = stack.pids().postgres
    await stack.kill('postgres')
    await stack.waitReady('postgres')
    expect(stack.pids().postgres).not.toBe(before)
    expect(await sql(stack, 'select word from kept')).toEqual([{ word: '承诺' }])
  })

  it('waits for a session that is still busy when its server is killed', async () => {
    const busy = sql(stack, 'select count(*) from generate_series(1, 2000000000)').catch(() => 'cut off')
    await expect
      .poll(() => sql(stack, `select 1 from pg_stat_activity where query ~ '^select count'`))
      .toHaveLength(1)
    await stack.kill('postgres')
    await stack.waitReady('postgres')
    expect(await busy).toBe('cut off')
    expect(await sql(stack, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('restarts Temporal after kill -9, with its executions', async () => {
    await startExecution(stack, 'project/survivor')
    await stack.kill('temporal')
    await stack.waitReady('temporal')
    expect(await isRemembered(stack, 'project/survivor')).toBe(true)
  })

  it('stores the current process ids, also after restarts', () => {
    const state = JSON.parse(readFileSync(join(root.folder, '.tongchou/stack.json'), 'utf8'))
    const written = Object.fromEntries(
      Object.entries<{ pid: number }>(state.pids).map(([name, { pid }]) => [name, pid]),
    )
    expect(written).toEqual(stack.pids())
  })

  it('sorts Chinese by pinyin', async () => {
    const rows = await sql(
      stack,
      `select string_agg(n, '' order by n) as sorted from unnest(array['张', '李', '阿', '北']) n`,
    )
    expect(rows).toEqual([{ sorted: '阿北李张' }])
  })

  it('flushes answered data to disk, also if somebody has disabled that in the data folder', async () => {
    const SAFE = ['fsync', 'full_page_writes', 'synchronous_commit']
    const settings = () =>
      sql(stack, `select name, setting from pg_settings where name in ('${SAFE.join(`', '`)}') order by name`)
    const on = SAFE.map((name) => ({ name, setting: 'on' }))
    expect(await settings()).toEqual(on)
    for (const name of SAFE) await sql(stack, `alter system set ${name} = off`)
    await sql(stack, 'select pg_reload_conf()')
    await stack.kill('postgres')
    await stack.waitReady('postgres')
    const written = await sql(stack, `select name from pg_file_settings where setting = 'off' order by name`)
    expect(written).toEqual(SAFE.map((name) => ({ name })))
    expect(await settings()).toEqual(on)
    await sql(stack, 'alter system reset all')
  })

  it('is shared by a second start in the same folder, which does not end it', async () => {
    const second = await start(root.folder)
    expect(second).toMatchObject({ isAttached: true, temporalAddress: stack.temporalAddress })
    expect(second.pids()).toEqual(stack.pids())
    await second.stop()
    expect(isRunning(root.folder)).toBe(true)
    expect(await sql(second, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('can run beside a stack of another folder', async () => {
    const otherRoot = temporaryRoot('stack')
    const other = await start(otherRoot.folder)
    try {
      expect(other.temporalAddress).not.toBe(stack.temporalAddress)
      expect(other.databaseUrl('x')).not.toBe(stack.databaseUrl('x'))
      await expect(sql(other, 'select word from kept')).rejects.toThrow('does not exist')
    } finally {
      await other.stop()
      otherRoot.remove()
    }
    expect(await sql(stack, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('starting', { timeout: FIRST_START_MS }, () => {
  it.each(['PORT_PG', 'PORT_TEMPORAL', 'PORT_TEMPORAL_UI'])(
    'says in one sentence that %s is in use',
    async (name) => {
      const root = temporaryRoot('stack')
      const { port, server } = await occupiedPort()
      const attempt = start(root.folder, { ...process.env, [name]: String(port) })
      await expect(attempt).rejects.toThrow(
        `Port ${port} (${name}) is already in use: free it, or set ${name} to another port.`,
      )
      expect(isRunning(root.folder)).toBe(false)
      server.close()
      root.remove()
    },
  )

  it('keeps its ports and data over a restart, and ends processes of a killed launcher', async () => {
    const root = temporaryRoot('stack')
    const launcher = await separateLauncher(root.folder)
    process.kill(launcher.pid, 'SIGKILL')
    await gone([launcher.pid], 10_000)
    expect(Object.values(launcher.pids).map((pid) => identify(pid))).not.toContain(undefined)
    expect(isRunning(root.folder)).toBe(false)

    const { ports } = JSON.parse(readFileSync(join(root.folder, '.tongchou/stack.json'), 'utf8'))
    const stack = await start(root.folder)
    expect(await gone(Object.values(launcher.pids), 0)).toBe(true)
    expect(stack.temporalAddress).toBe(`127.0.0.1:${ports.temporal}`)
    expect(new URL(stack.adminDatabaseUrl).port).toBe(String(ports.postgres))
    await stack.stop()
    root.remove()
  })

  it('ends everything in order when the launcher gets a signal', async () => {
    const root = temporaryRoot('stack')
    const launcher = await separateLauncher(root.folder)
    process.kill(launcher.pid, 'SIGTERM')
    expect(await gone([launcher.pid, ...Object.values(launcher.pids)], 30_000)).toBe(true)
    const log = readFileSync(join(root.folder, '.tongchou/logs/postgres.log'), 'utf8')
    expect(log.trimEnd()).toMatch(/database system is shut down$/)
    root.remove()
  })

  it('never ends another process that has the number of a stored process', async () => {
    const root = temporaryRoot('stack')
    const first = await start(root.folder)
    await first.stop()
    const stranger = spawn('sleep', ['600'])
    const pid = stranger.pid ?? 0
    // As after a power failure: the stored numbers are of ended processes, and other processes have them now.
    const file = join(root.folder, '.tongchou/stack.json')
    const state = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(
      file,
      JSON.stringify({ ...state, pids: { temporal: { pid, identity: '1 temporal server' } } }),
    )
    writeFileSync(
      join(root.folder, '.tongchou/launcher.lock'),
      JSON.stringify({ pid, identity: '1 node start.ts' }),
    )
    const data = join(root.folder, '.tongchou/postgres')
    writeFileSync(join(data, 'postmaster.pid'), `${pid}\n${data}\n`)
    const { uid, gid } = statSync(data)
    chownSync(join(data, 'postmaster.pid'), uid, gid)

    const stack = await start(root.folder)
    expect(record(pid)?.identity).toContain('sleep 600')
    expect(await sql(stack, 'select 1 as one')).toEqual([{ one: 1 }])
    await stack.stop()
    stranger.kill()
    root.remove()
  })
})
