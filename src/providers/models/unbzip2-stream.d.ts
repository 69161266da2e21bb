/** The package has no types of its own: a stream of the older kind that is written and read. */
declare module 'unbzip2-stream' {
  export default function unbzip2(): NodeJS.ReadWriteStream;
}
