/**
 * Checks what is needed before any of our code can be loaded. Plain JavaScript, because it runs before the loader of TypeScript (tsx),
 * which would only print a stack trace.
 */
import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const CHECKOUT = resolve(import.meta.dirname, '..')
const OWN = join(CHECKOUT, '.tongchou', 'tmp')

/** `?` ends the path of a module's URL, `*` is a pattern in the imports of package.json, and `!` separates requests of the bundler. */
const [unusable] = CHECKOUT.match(/[?*!]/) ?? []
if (unusable !== undefined)
  end(`The path ${CHECKOUT} contains ${unusable}, which Node’s tools misread: rename the folder.`)

const folder = [resolve(tmpdir()), '/tmp', OWN].find(canWrite)
if (folder === undefined)
  end(`No folder for temporary files can be written: set TMPDIR to one that can (now ${tmpdir()}).`)
process.env.TMPDIR = folder
// tsx runs code from its cache there, and in a shared folder another user may have created this cache before.
if (!isOurs(join(folder, `tsx-${process.geteuid()}`))) process.env.TSX_DISABLE_CACHE = '1'

function canWrite(folder) {
  try {
    if (folder === OWN) mkdirSync(OWN, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return lstatSync(`${folder}/.`).isDirectory()
  } catch {
    return false
  }
}

function isOurs(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const entry = lstatSync(folder)
    return entry.isDirectory() && entry.uid === process.geteuid() && (entry.mode & 0o002) === 0
  } catch {
    return false
  }
}

function end(sentence) {
  console.error(sentence)
  process.exit(1)
}
