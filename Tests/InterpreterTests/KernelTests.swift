import CoreModule
import CoreTypes
import Interpreter
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The shared kernels, compiled from C by someone else's compiler.
@Suite struct KernelTests {
  static let shared: String? = getenv("WITSCOPE_SHARED").map { String(cString: $0) }

  struct Row {
    var kernel: String
    var argument: UInt32
    var expected: Int64
  }

  static var rows: [Row] {
    guard let shared, let bytes = readFile("\(shared)/bench-modules/expected.tsv") else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: "\t")
      guard fields.count >= 3, let argument = UInt32(fields[1]), let expected = Int64(fields[2]) else { return nil }
      return Row(kernel: String(fields[0]), argument: argument, expected: expected)
    }
  }

  @Test(arguments: RunMode.all.filter { $0.budget > 3 })
  func kernelsGiveTheirExpectedResults(mode: RunMode) throws {
    guard let shared = Self.shared else {
      print("skipped: the kernels need WITSCOPE_SHARED")
      return
    }
    #expect(Self.rows.count == 6)
    for row in Self.rows {
      let bytes = try #require(readFile("\(shared)/bench-modules/\(row.kernel).wasm"))
      let module = try decodeModule(bytes, in: 0..<bytes.count)
      let store = Store()
      store.codeMode = mode.isFaithful ? .faithful : .optimised
      let instance = try store.instantiate(module, imports: [])
      guard case .function(let function)? = instance.export(named: "run") else {
        Issue.record("\(row.kernel) has no run")
        continue
      }
      let execution = Execution(store: store)
      execution.runsPortably = mode.isPortable
      execution.isWatching = mode.isWatching
      execution.call(function, [.i32(row.argument)])
      var stop = execution.resume(budget: 1_000_000)
      while case .outOfBudget = stop { stop = execution.resume(budget: 1_000_000) }
      guard case .returned(let values) = stop, let value = values.first else {
        Issue.record("\(row.kernel): \(stop)")
        continue
      }
      let signed: Int64 =
        switch value {
        case .i32(let bits): Int64(Int32(bitPattern: bits))
        case .i64(let bits): Int64(bitPattern: bits)
        default: 0
        }
      #expect(signed == row.expected, "\(row.kernel)")
    }
  }
}

func readFile(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return bytes }
    bytes.append(contentsOf: chunk[0..<count])
  }
}
