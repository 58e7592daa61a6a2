/**
 * `npm run seed -- FOLDER`: loads the directory and the plans of a folder into the database that DATABASE_URL names.
 * The folder has the three files of `db/reference/`, which are an example.
 */
import { connect } from '#db/connect.ts'
import { readReference } from '#db/intake/reference-data.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { loadReference } from '#db/seed.ts'
import { KINDS } from '#domain/kinds.ts'

async function main(): Promise<void> {
  const url = process.env.DATABASE_URL
  const folder = process.argv[2]
  if (!url || !folder) {
    throw new Error('Set DATABASE_URL to the database and name the folder: npm run seed -- FOLDER')
  }
  // Read and checked before the database is changed.
  const reference = readReference(KINDS, folder)
  await migrateDatabase(url)
  const pool = connect(url, { max: 1 })
  const { ended, removed } = await loadReference(pool, reference).finally(() => pool.end())
  const { organisations, people } = reference
  console.log(`${organisations.length} organisations and ${people.length} people are loaded.`)
  if (ended.length > 0) console.log(`No longer in the files; kept with a last day: ${ended.join(', ')}`)
  if (removed.length > 0)
    console.log(`No longer in the files and not named in the record; removed: ${removed.join(', ')}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
