/** What every command of ours is started with: `node --import ./scripts/typescript.mjs FILE`. */
import './before-start.mjs'

// Not a static import: that would be looked for before anything runs.
await import('tsx')
