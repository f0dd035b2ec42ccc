/** How many milliseconds of a processor this process spent on `work`. What else a busy machine does is not counted. */
export async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
