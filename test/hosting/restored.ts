/** Restores a database to an earlier state while all processes that use it continue. */
import pg from 'pg'

export interface Snapshot {
  /** Restores the database to the snapshot. */
  restore(): Promise<void>
}

export async function snapshot(adminUrl: string, databaseUrl: string): Promise<Snapshot> {
  const name = decodeURIComponent(new URL(databaseUrl).pathname.slice(1))
  const copy = `${name}_copy`
  await withAdmin(adminUrl, (admin) =>
    closed(admin, name, () => admin.query(`create database ${copy} template ${name}`)),
  )
  return {
    restore: () =>
      withAdmin(adminUrl, async (admin) => {
        await admin.query(`drop database ${name} with (force)`)
        await admin.query(`alter database ${copy} rename to ${name}`)
      }),
  }
}

/** Runs `work` without other connections, because PostgreSQL does not copy a database that is in use. */
async function closed(admin: pg.Client, name: string, work: () => Promise<unknown>): Promise<void> {
  await admin.query(`alter database ${name} allow_connections false`)
  try {
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    await work()
  } finally {
    await admin.query(`alter database ${name} allow_connections true`)
  }
}

async function withAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
