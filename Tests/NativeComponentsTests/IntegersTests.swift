import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import NativeComponents
import Testing
import WIT

/// What a function of `witscope:integers` should return, by arithmetic in 128 bits on its name.
private func expected(_ words: [Substring], _ type: TestType, _ x: Int128, _ y: Int128) -> (
  ComponentValue, doesNotFit: Bool
) {
  // A product of two 64-bit unsigned numbers needs 128 bits and no sign: it is clamped, and its low bits made apart.
  var exact: Int128 = 0
  var wrapped: Int128?
  var flag: Bool?
  switch words[1] {
  case "add": exact = x + y
  case "sub": exact = x - y
  case "neg": exact = -x
  case "mul":
    let (product, overflow) = x.multipliedReportingOverflow(by: y)
    exact = overflow ? .max : product
    if overflow { wrapped = Int128((UInt128(x) &* UInt128(y)) % (UInt128(1) << UInt128(type.width))) }
  default:
    flag = y >= Int128(type.width)
    wrapped = type.wrap(x * (Int128(1) << (y % Int128(type.width))))
    exact = x == 0 ? 0 : y > 63 ? (x < 0 ? .min : .max) : x * (Int128(1) << y)
  }
  let fits = type.minimum <= exact && exact <= type.maximum
  let low = wrapped ?? type.wrap(exact)
  let isFlagged = flag ?? !fits
  switch words[0] {
  case "overflowing": return (.tuple([type.value(low), .bool(isFlagged)]), !fits)
  case "wrapping": return (type.value(low), !fits)
  case "checked": return (.option(isFlagged ? nil : type.value(low)), !fits)
  default: return (type.value(min(max(exact, type.minimum), type.maximum)), !fits)
  }
}

@Suite struct IntegersTests {
  let component = NativeComponent.integers()

  @Test func everyFunctionAgreesWithWiderArithmeticAtBoundaryValues() throws {
    let instance = component.instantiate()
    var calls = 0
    var failures: [String] = []
    for (path, _) in exportedFunctions(component.world) {
      let words = path.function.split(separator: "-")
      let type = try #require(TestType(words[2]))
      let known = try #require(ArithmeticFunction(path), "\(path)")
      let counts: [Int128] = [0, 1, 7, 8, 9, 15, 16, 31, 32, 33, 63, 64, 100, Int128(UInt32.max)]
      let isShift = words[1] == "shl"
      for x in type.boundaries {
        for y in words[1] == "neg" ? [0] : isShift ? counts : type.boundaries {
          let arguments =
            [type.value(x)] + (words[1] == "neg" ? [] : [isShift ? .u32(UInt32(y)) : type.value(y)])
          let (value, doesNotFit) = expected(words, type, x, y)
          let (result, observations) = try instance.call(path, arguments, watch: .observe)
          calls += 1
          if result != value { failures.append("\(path) \(x) \(y): \(String(describing: result)), not \(value)") }
          if observations.total != (doesNotFit ? 1 : 0) || observations.events.isEmpty == doesNotFit {
            failures.append("\(path) \(x) \(y): events \(observations)")
          }
          let facts = try #require(known.facts(arguments))
          if known.expected(facts) != value { failures.append("\(path) \(x) \(y): computed \(known.expected(facts))") }
          if let event = observations.events.first {
            let second = isShift ? [UInt64(y)] : words[1] == "neg" ? [] : [type.bits(y)]
            if event.operands != [type.bits(x)] + second || event.result != facts.result || event.location != nil
              || event.instruction != "\(type.name) \(words[1])"
            {
              failures.append("\(path) \(x) \(y): event \(event)")
            }
          }
        }
      }
    }
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(5))")
    #expect(calls > 20_000)
  }

  @Test func theWITNamesEveryFunctionOnceAndDocumentsIt() {
    let functions = exportedFunctions(component.world)
    #expect(functions.count == 4 * 5 * 8 - 4)
    #expect(Set(functions.map(\.path.function)).count == functions.count)
    for (path, function) in functions {
      #expect(function.documentation?.isEmpty == false, "\(path)")
      #expect(ArithmeticFunction(path) != nil, "\(path)")
    }
    #expect(component.packages.main.documentation != nil)
    #expect(component.packages.main.worlds.map(\.name) == ["library", "imports"])
  }

  @Test func watchesOnlyWhenAsked() throws {
    let instance = component.instantiate()
    let path = try #require(exportedFunctions(component.world).first { $0.path.function == "wrapping-add-s8" }).path
    #expect(try instance.call(path, [.s8(100), .s8(50)]).observations.total == 0)
    #expect(try instance.call(path, [.s8(100), .s8(50)], watch: .observe).observations.total == 1)
    // A carry out of a signed sum that fits is no event.
    #expect(try instance.call(path, [.s8(-5), .s8(5)], watch: .observe).observations.total == 0)
  }

  /// Every boundary pair, in every reading: the watch ends the call exactly where exact arithmetic does not fit.
  @Test(arguments: ["s8", "u8", "s16", "u32", "s64", "u64"])
  func trapsWhereTheExactResultDoesNotFitTheReading(name: Substring) throws {
    let type = try #require(TestType(name))
    let functions = exportedFunctions(component.world).map(\.path)
    var trapCount = 0
    var failures: [String] = []
    for operation in ["add", "sub", "mul"] {
      let path = try #require(functions.first { $0.function == "overflowing-\(operation)-\(name)" })
      for x in type.boundaries {
        for y in type.boundaries {
          for reading in WatchMode.Reading.allCases {
            let signs: [Bool] =
              switch reading {
              case .result: [type.isSigned]
              case .signed: [true]
              case .unsigned: [false]
              case .both: [true, false]
              }
            let loses = signs.contains { isSigned in
              func read(_ value: Int128) -> Int128 {
                let low = value & ((1 << Int128(type.width)) - 1)
                return isSigned && low >> Int128(type.width - 1) == 1 ? low - (1 << Int128(type.width)) : low
              }
              let exact =
                switch operation {
                case "add": read(x).addingReportingOverflow(read(y))
                case "sub": read(x).subtractingReportingOverflow(read(y))
                default: read(x).multipliedReportingOverflow(by: read(y))
                }
              return exact.overflow || read(exact.partialValue) != exact.partialValue
            }
            let instance = component.instantiate()
            let (result, observations) = try instance.call(
              path, [type.value(x), type.value(y)], watch: WatchMode(reading: reading, traps: true))
            let stopped = observations.events.contains { !$0.didRun }
            if [result == nil, instance.trap != nil, stopped] != [loses, loses, loses] {
              failures.append("\(path) \(x) \(y) \(reading)")
            }
            if loses { trapCount += 1 }
          }
        }
      }
    }
    #expect(trapCount > 100)
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(5))")
  }

  @Test func theTrapSaysThatTheOperationWasNative() throws {
    let instance = component.instantiate()
    let path = try #require(exportedFunctions(component.world).first { $0.path.function == "checked-add-u8" }).path
    let call = try instance.startCall(path, [.u8(200), .u8(100)], watch: WatchMode(reading: .both, traps: true))
    guard case .trapped(let trap) = call.resume(budget: 1) else {
      Issue.record("the call went on")
      return
    }
    #expect(
      trap.code == .watchedLoss(instruction: "the native u8 add", exact: "300", type: "u8", wrapped: "44"))
    #expect(throws: CallError.trapped(trap)) { try instance.call(path, [.u8(1), .u8(1)]) }
  }
}
