import Glibc

/// The bytes of a file; nil where it cannot be read.
func readFile(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}

/// The names in a folder, sorted; empty where it cannot be read.
func listFolder(_ path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted()
}

/// An environment variable.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// The folder of shared test data; where it is not set the tests that need it are skipped.
let sharedFolder = environment("WITSCOPE_SHARED")

/// A component of the shared folder.
func sharedComponent(_ name: String) -> [UInt8]? {
  sharedFolder.flatMap { readFile("\($0)/components/\(name).wasm") }
}

/// A fixture of our own: built from the text beside it, as the folder's README says.
func fixture(_ name: String, file: String = #filePath) -> [UInt8] {
  let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
  return readFile("\(folder)/Fixtures/ComponentBinary/\(name).wasm") ?? []
}

/// Seconds of a clock that only goes forward.
func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
