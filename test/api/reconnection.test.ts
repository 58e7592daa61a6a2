/** How soon the API notices that Temporal is back: by how often it tries, however long the server has been away. */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { connectTemporal } from '#wire/connection.ts'

it('a server that is away is tried again and again, not more and more seldom', async () => {
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
  // With pauses that grow from a second on, as the library has them, there is time for five.
  expect(attempts).toBeGreaterThanOrEqual(8)
})
