/** A database put back to how it was, while everything that uses it goes on. */
import pg from 'pg'

export interface Snapshot {
  /** The database is what it was when the snapshot was taken. */
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

/** Nobody is connected meanwhile: PostgreSQL copies no database that is in use. */
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
