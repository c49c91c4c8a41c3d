import ComponentTypes
package import CoreTypes
package import Diagnostics

extension TrapCode {
  /// What happened, in the specification's words where it has them.
  ///
  /// Source: the core specification's test suite, whose messages name the traps.
  package var wording: String {
    switch self {
    case .unreachable: "unreachable"
    case .integerDivideByZero: "integer divide by zero"
    case .integerOverflow: "integer overflow"
    case .invalidConversionToInteger: "invalid conversion to integer"
    case .memoryOutOfBounds: "out of bounds memory access"
    case .tableOutOfBounds: "out of bounds table access"
    case .undefinedElement: "undefined element"
    case .uninitializedElement: "uninitialized element"
    case .indirectCallTypeMismatch: "indirect call type mismatch"
    case .nullReference: "null reference"
    case .castFailure: "cast failure"
    case .arrayOutOfBounds: "out of bounds array access"
    case .unalignedAtomic: "unaligned atomic"
    case .expectedSharedMemory: "expected shared memory"
    case .uncaughtException: "uncaught exception"
    case .stackExhausted: "call stack exhausted"
    case .fuelExhausted: "out of fuel"
    case .timedOut: "out of time"
    case .interrupted: "interrupted"
    case .resourceLimit(let what): "a limit was reached: \(what)"
    case .unlinkedImport(let name): "the import \(name) was called and nothing is linked to it"
    case .stubbed: "a stub that traps was called"
    case .canonicalABI(let rule): "canonical ABI: \(rule)"
    case .watchedLoss(let instruction, let exact, let type, let wrapped):
      "the watch stopped \(instruction): \(exact) does not fit \(type), and \(wrapped) would be left"
    case .implementationLimit(let what): "an implementation limit was reached: \(what)"
    case .invalidFunction(let what, let offset):
      "a function that is not valid was called: \(what), at 0x\(String(offset, radix: 16))"
    }
  }

  /// The code it is reported with.
  package var diagnosticCode: DiagnosticCode {
    switch self {
    case .fuelExhausted: .fuelExhausted
    case .timedOut: .timedOut
    case .interrupted: .interrupted
    case .unlinkedImport: .unlinkedImport
    case .stackExhausted: .stackExhausted
    case .watchedLoss: .watchedLoss
    case .resourceLimit, .implementationLimit: .resourceLimit
    case .invalidFunction: .invalidFunction
    default: .trap
    }
  }

  /// How a limit is raised, where the user can raise it.
  fileprivate var remedy: String? {
    switch self {
    case .fuelExhausted: ":set fuel N, or --fuel N, raises the limit"
    case .timedOut: ":set timeout SECONDS, or --timeout SECONDS, raises the limit"
    case .resourceLimit: ":set max-memory BYTES, or --max-memory BYTES, raises the limit of memories"
    case .watchedLoss: ":watch off, or :watch signed log, lets it wrap"
    case .unlinkedImport(let name):
      ":stub \(Session.separated(name)?.interface.description ?? name) answers its calls with plain values"
    default: nil
    }
  }
}

extension Trap {
  /// How many places of the backtrace are listed.
  private static let listedPlaces = 8

  /// What an instantiation that ended in this trap is reported with.
  func diagnostic(whileInstantiating path: String) -> Diagnostic {
    let remedy = code.remedy.map { [Diagnostic.Note(.help, $0)] } ?? []
    return Diagnostic(
      code.diagnosticCode, "instantiation trapped: \(code.wording)", at: .binary(file: path, offset: nil),
      notes: places + remedy)
  }

  /// What a call that ended in this trap is reported with.
  func diagnostic(in function: String, instance: String, at location: Diagnostic.Location) -> Diagnostic {
    var notes = places
    notes.append(Diagnostic.Note(.context, function))
    if let remedy = code.remedy { notes.append(Diagnostic.Note(.help, remedy)) }
    notes.append(Diagnostic.Note(.help, "variables stay; :reset \(instance) makes the instance anew"))
    let message =
      switch code {
      case .fuelExhausted, .timedOut, .interrupted, .unlinkedImport: code.wording
      default: "trap: \(code.wording)"
      }
    return Diagnostic(code.diagnosticCode, message, at: location, notes: notes)
  }

  /// The backtrace, the innermost place first; a place that repeats, as in a recursion, stands once with its count.
  private var places: [Diagnostic.Note] {
    var groups: [(place: CodeLocation, count: Int)] = []
    for place in backtrace {
      if groups.last?.place == place { groups[groups.count - 1].count += 1 } else { groups.append((place, 1)) }
    }
    var notes = groups.prefix(Self.listedPlaces).map { group in
      Diagnostic.Note(.note, "at \(group.place.description)" + (group.count > 1 ? ", \(group.count) times" : ""))
    }
    if groups.count > Self.listedPlaces {
      notes.append(Diagnostic.Note(.note, "and \(groups.count - Self.listedPlaces) more places"))
    }
    return notes
  }
}

extension CodeLocation {
  /// `0x85 (overflowing_add+0x9)`, and `, add.c:12:5` where the line is known; a function without a name goes by its index.
  package var description: String {
    let name = functionName.map { String($0.prefix(120)) } ?? "func[\(function)]"
    let place = "0x\(String(offset, radix: 16)) (\(name)+0x\(String(distance, radix: 16)))"
    return sourceLine.map { "\(place), \($0.shortText)" } ?? place
  }
}
