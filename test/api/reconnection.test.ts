/** The API notices soon that Temporal is back: it counts the attempts during a long outage. */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { connectTemporal } from '#wire/connection.ts'

it('an unavailable server is tried at a constant rate, not with growing pauses', async () => {
  let attempts = 0
  const server = createServer((socket) => {
    attempts += 1
    socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await expect(connectTemporal(`127.0.0.1:${port}`)).rejects.toThrow(/connect/i)
  server.close()
  // With the growing pauses of the library there would be only five attempts.
  expect(attempts).toBeGreaterThanOrEqual(8)
})
