/**
 * `npm run seed -- FOLDER`: loads the directory and the plans of a folder into the database that DATABASE_URL names.
 * The folder has the three files of `db/reference/`, which are an example.
 */
import { connect } from '#db/connect.ts'
import { readReference } from '#db/intake/reference-data.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { loadReference } from '#db/seed.ts'

const url = process.env.DATABASE_URL
const folder = process.argv[2]
if (!url || !folder) {
  console.error('Set DATABASE_URL to the database and name the folder: npm run seed -- FOLDER')
  process.exit(1)
}
await migrateDatabase(url)
const pool = connect(url, { max: 1 })
const reference = readReference(folder)
await loadReference(pool, reference)
await pool.end()
console.log(
  `${reference.organisations.length} organisations and ${reference.people.length} people are loaded.`,
)
