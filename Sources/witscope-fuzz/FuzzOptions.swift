/// What the command line asks for.
struct FuzzOptions {
  let targetName: String
  private(set) var runs = 200_000
  private(set) var seed: UInt64 = 1
  /// Where inputs to begin with are looked for.
  private(set) var corpusFolders = ["Tests/Fixtures", "wit", "examples"]
  /// Where the input at hand and failing ones are kept.
  private(set) var keptFolder = ".build"
  /// A kept input to run again.
  private(set) var replayed: String?

  init(_ arguments: [String]) throws(UsageError) {
    guard let name = arguments.first else { throw UsageError("which target?") }
    targetName = name
    var folders: [String] = []
    var rest = arguments.dropFirst()
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { throw UsageError("\(option) needs a value") }
      switch option {
      case "--runs": runs = try Self.number(option, value)
      case "--seed": seed = UInt64(try Self.number(option, value))
      case "--corpus": folders.append(value)
      case "--keep": keptFolder = value
      case "--replay": replayed = value
      default: throw UsageError("what is \(option)?")
      }
    }
    if !folders.isEmpty { corpusFolders = folders }
  }

  private static func number(_ option: String, _ text: String) throws(UsageError) -> Int {
    guard let number = Int(text), number >= 0 else { throw UsageError("\(option) needs a number, not \(text)") }
    return number
  }

  static let targetNames = ["wit", "wave", "component", "module", "session"]

  func makeTarget(_ corpus: Corpus) throws(UsageError) -> any FuzzTarget {
    switch targetName {
    case "wit": WITTarget(corpus)
    case "wave": WAVETarget()
    case "component": ComponentTarget(corpus)
    case "module": ModuleTarget(corpus)
    case "session": SessionTarget(corpus)
    default: throw UsageError("no target \(targetName)")
    }
  }
}

/// What is wrong with the command line.
struct UsageError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
