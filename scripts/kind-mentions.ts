/**
 * Counts for each kind of case the files outside it that import it or name it. `npm run check` prints the numbers and fails when one has
 * grown, because each of these files must change for the next kind. `-- --list` prints their names.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const CHECKOUT = resolve(import.meta.dirname, '..')
const ROOMS = ['domain', 'workflows', 'activities', 'db', 'wire', 'api', 'rehearsal', 'scripts']

interface Own {
  kind: string
  /** The registries of rooms, the demo, and what loads such cases: at most so many files. */
  most: number
  /** Its procedure. */
  workflows: readonly string[]
  knows: RegExp
}

const KINDS: readonly Own[] = [
  {
    kind: 'project',
    most: 3,
    workflows: ['project-lifecycle', 'approve', 'build', 'accept', 'operate', 'steps'],
    knows: /'[#.\w/-]+\/project\/|'project'|\bProjectId\b|\bproject(CaseId|Of)\b/,
  },
  {
    kind: 'national-plan',
    most: 3,
    workflows: ['national-plan'],
    // What any case may rest on is in domain/case, and is no knowledge of the case that publishes it.
    knows: /'[#.\w/-]+\/national-plan\/|'national-plan'|\bNATIONAL_PLAN_KIND\b/,
  },
]

/** The kind's own folders, the registry, its procedure, and its projections. */
const isOwn = ({ kind, workflows }: Own, file: string): boolean =>
  file.startsWith(`domain/${kind}/`) ||
  ['domain/kinds.ts', 'workflows/index.ts', `db/schema/${kind}.ts`].includes(file) ||
  workflows.some((name) => file === `workflows/${name}.ts`) ||
  ['api', 'rehearsal', 'scripts', 'scripts/demo'].some((room) => file.startsWith(`${room}/${kind}/`))

const sources = ROOMS.flatMap((room) =>
  readdirSync(join(CHECKOUT, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${room}/${name}`),
).filter((file) => file !== 'scripts/kind-mentions.ts')

const found = KINDS.map((own) => ({
  ...own,
  files: sources
    .filter((file) => !isOwn(own, file) && own.knows.test(readFileSync(join(CHECKOUT, file), 'utf8')))
    .toSorted(),
}))

for (const { kind, files, most } of found) {
  if (process.argv.includes('--list')) process.stdout.write(files.map((file) => `${file}\n`).join(''))
  process.stdout.write(`${files.length} files outside the kind ${kind} know it (at most ${most})\n`)
}
process.exit(found.some(({ files, most }) => files.length > most) ? 1 : 0)
