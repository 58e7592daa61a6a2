/**
 * Counts the files outside a kind of case that import it or name it. `npm run check` prints the number and fails when it has grown,
 * because each of these files must change for the next kind. `-- --list` prints their names.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const CHECKOUT = resolve(import.meta.dirname, '..')
const ROOMS = ['domain', 'workflows', 'activities', 'db', 'wire', 'api', 'rehearsal', 'scripts']

/** The registries of rooms and the demo, which have one line per kind. */
const MOST = 3

/** The kind's own folders, the registry, its procedure, and its projections. */
const OWN = [
  /^domain\/(project\/|kinds\.ts$)/,
  /^workflows\/(project-lifecycle|approve|build|accept|operate|steps|index)\.ts$/,
  /^db\/schema\/project\.ts$/,
  /^(api|rehearsal|scripts|scripts\/demo)\/project\//,
]
const KNOWS = /'[#.\w/-]+\/project\/|'project'|\bProjectId\b|\bproject(CaseId|Of)\b/

const sources = ROOMS.flatMap((room) =>
  readdirSync(join(CHECKOUT, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${room}/${name}`),
)
const knowing = sources
  .filter((file) => !OWN.some((own) => own.test(file)) && file !== 'scripts/kind-mentions.ts')
  .filter((file) => KNOWS.test(readFileSync(join(CHECKOUT, file), 'utf8')))
  .toSorted()

if (process.argv.includes('--list')) process.stdout.write(`${knowing.join('\n')}\n`)
process.stdout.write(`${knowing.length} files outside a kind of case know it (at most ${MOST})\n`)
process.exit(knowing.length > MOST ? 1 : 0)
