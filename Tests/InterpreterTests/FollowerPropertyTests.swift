import CoreModule
import CoreTypes
import Testing

@testable import Interpreter

/// What is claimed of random programs is checked without the follower: the result of a loss is changed where it happened,
/// and the result of the whole has to change in just that way.
@Suite struct FollowerPropertyTests {
  private static let arguments = [CoreValue.i64(0x7FFF_FFFF_FFFF_FFFF), .i64(0x1122_3344_8000_0001)]

  @Test func aChangedLossChangesWhatItWasFollowedTo() throws {
    var claims = 0
    var checked = 0
    for seed in UInt64(0)..<400 {
      var random = RandomMoves(seed: seed)
      let module = random.module
      let (watched, store) = try module.instantiate()
      let events = run(watched, store, "main", Self.arguments, RunMode(isWatching: true)).events
      guard !events.isEmpty else { continue }
      let sites = Set(events.map { LossSite(offset: $0.location.offset, lostSigned: $0.lostSigned) })
      let followed = try Following(module, "main", Self.arguments, sites)
      for source in followed.follower.sources(of: followed.tags) {
        claims += 1
        let plain = try Traced(module, Self.arguments)
        #expect(plain.result == followed.values)
        for mask in [UInt64(0x0102_0408_1020_4080), 0xFFFF_FFFF_FFFF_FFFF, 0x80] {
          guard let changed = try Traced(module, Self.arguments, changing: source.loss, by: mask),
            changed.way == plain.way
          else { continue }
          checked += 1
          let (before, after) = (plain.bits, changed.bits)
          // The lowest bytes change as the loss's result did; each of those above is a copy of the sign, or zero.
          let width = Self.valueBytes(followed.tags, source.loss, followed.follower)
          let low = width == 8 ? UInt64.max : UInt64(1) << UInt64(8 * width) - 1
          #expect((before ^ after) & low == mask & low, "seed \(seed), \(source.loss)")
          let sign = UInt64(1) << UInt64(8 * width - 1)
          for bits in [before, after] where width < 8 {
            // It may be extended with its sign, and then with zeros.
            for byte in width..<8 {
              let fill = UInt8(truncatingIfNeeded: bits >> UInt64(8 * byte))
              #expect(fill == 0 || (fill == 0xFF && bits & sign != 0), "seed \(seed), \(source.loss)")
            }
          }
        }
      }
    }
    // A test that finds nothing to check says nothing.
    #expect(claims > 30, "\(claims) claims")
    #expect(checked > 40, "\(checked) of \(claims) claims checked")
  }

  /// How many of the result's lowest bytes are a loss's own.
  private static func valueBytes(_ tags: [ByteTag], _ loss: FollowedLoss, _ follower: Follower) -> Int {
    var tags = tags
    while let first = tags.first, first.isValue {
      let count = tags.prefix(while: \.isValue).count
      if follower.losses[first.chain - 1] == loss { return count }
      tags = tags.map { $0.isFill ? $0 : follower.losses[$0.chain - 1].origins[$0.byte] }
    }
    return 0
  }
}

/// A run that notes each operator, and all that decides where bytes go: conditions, addresses, counts.
private struct Traced {
  var way: [[UInt64]] = []
  var result: [CoreValue] = []

  var bits: UInt64 {
    if case .i64(let bits)? = result.first { bits } else { 0 }
  }

  init(_ module: ModuleAssembler, _ arguments: [CoreValue]) throws {
    self = try Traced(module, arguments, changing: nil, by: 0) ?? Traced()
  }

  private init() {}

  /// - Parameters:
  ///   - loss: whose result is changed where it happened
  ///   - mask: the bits of it that are changed
  /// - Returns: nil where the result stands where it cannot be changed: in memory, or already returned.
  init?(_ module: ModuleAssembler, _ arguments: [CoreValue], changing loss: FollowedLoss?, by mask: UInt64) throws {
    let (instance, store) = try module.instantiate()
    store.codeMode = .faithful
    let execution = try enter(instance, store, "main", arguments)
    var occurrences: UInt64 = 0
    var isDue = false
    while true {
      switch execution.resume(
        budget: 1_000_000, until: StopConditions(steps: execution.stepsTaken + (way.isEmpty ? 0 : 1)))
      {
      case .stepped: break
      case .returned(let values):
        result = values
        if loss != nil, isDue { return nil }
        return
      default: return nil
      }
      guard let frame = execution.codeFrames().first else { return nil }
      if isDue {
        isDue = false
        let layout = try #require(execution.store.translations.faithful(frame.function.number)?.frame)
        let slot = execution.slots + Follower(execution, sites: []).base + layout.localSlots + frame.operands.count - 1
        guard case .i64? = frame.operands.last else {
          guard case .i32? = frame.operands.last, let loss else { return nil }
          let narrow = Self.width(of: loss, execution)
          slot.pointee = Self.extended(slot.pointee ^ mask, narrow, to: 32)
          continue
        }
        guard let loss else { return nil }
        slot.pointee = Self.extended(slot.pointee ^ mask, Self.width(of: loss, execution), to: 64)
      }
      way.append(Self.step(frame))
      guard let loss, frame.location.offset == loss.site.offset, let ahead = execution.lossAhead,
        ahead.lostSigned == loss.site.lostSigned
      else { continue }
      occurrences += 1
      guard occurrences == loss.occurrence else { continue }
      // What a store loses is in memory then.
      if case .store = frame.instruction.opcode.signature.shape { return nil }
      isDue = true
    }
  }

  /// The bits of what is left of a lost value.
  private static func width(of loss: FollowedLoss, _ execution: Execution) -> Int {
    guard let function = execution.store.functions.first(where: { $0.number == loss.function }),
      case .wasm(let instance, _) = function.body
    else { return 64 }
    var reader = InstructionReader(
      instance.object.module.bytes, in: loss.site.offset..<instance.object.module.bytes.count,
      features: instance.object.module.features)
    switch (try? reader.next())?.opcode {
    case .i32Extend8S?, .i64Extend8S?: return 8
    case .i32Extend16S?, .i64Extend16S?: return 16
    case .i64Extend32S?: return 32
    default: return 64
    }
  }

  /// The low bits with copies of their sign up to a width; all of it where they are as many.
  private static func extended(_ bits: UInt64, _ width: Int, to full: Int) -> UInt64 {
    let shift = UInt64(64 - min(width, full))
    let value = UInt64(bitPattern: Int64(bitPattern: bits << shift) >> Int64(shift))
    return full == 64 ? value : value & 0xFFFF_FFFF
  }

  private static func step(_ frame: CodeFrame) -> [UInt64] {
    let operands = frame.operands.map(\.slots.first)
    let deciding: [UInt64]
    switch frame.instruction.opcode {
    case .select, .brIf, .if, .brTable: deciding = operands.suffix(1).map { $0 == 0 ? 0 : 1 }
    case .memoryCopy, .memoryFill: deciding = operands.suffix(3)
    default:
      switch frame.instruction.opcode.signature.shape {
      case .load: deciding = operands.suffix(1)
      case .store: deciding = operands.suffix(2).dropLast()
      default: deciding = []
      }
    }
    return [UInt64(frame.location.offset), UInt64(frame.function.number)] + deciding
  }
}
