import CoreModule
import CoreTypes
import Interpreter
import Testing

/// What is followed to a result, and what is not.
@Suite struct FollowerTests {
  typealias Code = ModuleAssembler.Code

  /// A function that is run with two arguments, and what its result is followed back to.
  struct Way: CustomStringConvertible, Sendable {
    let description: String
    let module: ModuleAssembler
    /// The instructions that the first result was followed back to, the last one first.
    let sources: [Opcode]
    let passages: Passages

    init(
      _ description: String, _ code: [Code], gives: CoreValueType = .i32, from sources: [Opcode] = [.i32Add],
      through passages: Passages = [], other functions: [ModuleAssembler.Function] = [], table: [Int] = []
    ) {
      self.description = description
      self.sources = sources
      self.passages = passages
      module = ModuleAssembler(
        functions: [
          .init(
            name: "main", type: CoreFunctionType([.i32, .i32], [gives]), locals: [.i32, .i64, .v128], code: code)
        ] + functions, memory: (1, 1), table: table)
    }
  }

  /// x + y, which wraps.
  private static let sum: [Code] = [.get(0), .get(1), .op(.i32Add)]
  private static let binary = CoreFunctionType([.i32, .i32], [.i32])
  private static let unary = CoreFunctionType([.i32], [.i32])
  private static let identity = ModuleAssembler.Function(name: "same", type: unary, code: [.get(0)])

  /// Each way that a value can take.
  static let followed: [Way] = [
    Way("returned", sum),
    Way("returned early", sum + [.op(.return)]),
    Way("a local", sum + [.set(2), .get(2)]),
    Way("a local that stays on the stack", sum + [.tee(2), .op(.drop), .get(2)]),
    Way("a block", [.block([.i32])] + sum + [.op(.end)]),
    Way("a branch past other values", [.block([.i32]), .i32(7), .i32(8)] + sum + [.br(0), .op(.end)]),
    Way("a branch out of the function", [.i32(7)] + sum + [.br(0)]),
    Way("a branch that is taken", [.block([.i32]), .i32(7)] + sum + [.i32(1), .brIf(0), .br(0), .op(.end)]),
    Way("a branch that is not taken", [.block([.i32])] + sum + [.i32(0), .brIf(0), .op(.end)]),
    Way(
      "a table of branches",
      [.block([.i32]), .block([.i32]), .i32(9)] + sum + [
        .i32(1), .brTable([0, 1], 0), .op(.end), .op(.drop), .i32(3), .op(.end),
      ]),
    Way("an if", sum + [.set(2), .i32(1), .ifThen([.i32]), .get(2), .op(.else), .i32(4), .op(.end)]),
    Way("select, the first", sum + [.i32(5), .i32(1), .op(.select)]),
    Way("select, the second", [.i32(5)] + sum + [.i32(0), .op(.select)]),
    Way("a callee's result", [.get(0), .get(1), .call(1)], other: [.init(name: "add", type: binary, code: sum)]),
    Way("an argument", [.i32(9)] + sum + [.call(1), .set(2), .op(.drop), .get(2)], other: [identity]),
    Way(
      "a callee of a callee", [.i32(1), .get(0), .get(1), .call(1), .set(2), .op(.drop), .get(2)],
      other: [
        .init(name: "outer", type: binary, code: [.get(0), .get(1), .call(2)]),
        .init(name: "add", type: binary, locals: [.i64], code: sum),
      ]),
    Way("a tail call", sum + [.indexed(.returnCall, [1])], other: [identity]),
    Way(
      "a tail call of a callee", [.i32(3)] + sum + [.call(1), .set(2), .op(.drop), .get(2)],
      other: [
        .init(
          name: "tail", type: unary, locals: [.i32], code: [.i32(4), .op(.drop), .get(0), .indexed(.returnCall, [2])]),
        identity,
      ]),
    Way(
      "an indirect call", sum + [.i32(0), .callIndirect(type: 1)], other: [identity], table: [1]),
    Way(
      "a function without an operator", sum + [.call(1)],
      other: [.init(name: "none", type: CoreFunctionType([], []), code: [])]),
    Way(
      "memory", [.i32(8)] + sum + [.store(.i32Store, offset: 3), .i32(11), .load(.i32Load, offset: 0)], through: .memory
    ),
    Way(
      "memory that is copied",
      [.i32(8)] + sum + [
        .store(.i32Store, offset: 0), .i32(1_000), .i32(6), .i32(20), .indexed(.memoryCopy, [0, 0]), .i32(1_002),
        .load(.i32Load, offset: 0),
      ], through: .memory),
    Way(
      "memory that is copied over itself",
      [.i32(8)] + sum + [
        .store(.i32Store, offset: 0), .i32(10), .i32(8), .i32(20), .indexed(.memoryCopy, [0, 0]), .i32(10),
        .load(.i32Load, offset: 0),
      ], through: .memory),
    Way("an extension", sum + [.op(.i64ExtendI32S)], gives: .i64, through: .extension),
    Way("an extension with zeros", sum + [.op(.i64ExtendI32U)], gives: .i64, through: .extension),
    // Read without a sign it loses the extension.
    Way("there and back", sum + [.op(.i64ExtendI32S), .op(.i32WrapI64)], from: [.i32WrapI64, .i32Add]),
    Way(
      "packed beside another and taken out",
      sum + [
        .op(.i64ExtendI32U), .i64(32), .op(.i64Shl), .i64(77), .op(.i64Or), .i64(32), .op(.i64ShrU), .op(.i32WrapI64),
      ], from: [.i32WrapI64, .i32Add]),
    Way(
      "packed by an addition", sum + [.op(.i64ExtendI32U), .i64(77 << 32), .op(.i64Add), .op(.i32WrapI64)],
      from: [.i32WrapI64, .i32Add]),
    Way("turned and turned back", sum + [.i32(8), .op(.i32Rotl), .i32(8), .op(.i32Rotr)]),
    Way("read as a float", sum + [.op(.f32ReinterpretI32), .op(.i32ReinterpretF32)]),
    Way("nothing added", sum + [.i32(0), .op(.i32Add), .i32(0), .op(.i32Sub), .i32(0), .op(.i32Xor)]),
    Way("a vector's lane", sum + [.op(.i32x4Splat), .set(4), .get(4), .lane(.i32x4ExtractLane, 3)]),
    Way(
      "a vector in memory",
      [.i32(16)] + sum + [
        .op(.i32x4Splat), .vectorStore(0), .i32(0), .vectorLoad(16), .lane(.i32x4ExtractLane, 2),
      ], through: .memory),
    Way(
      "cut to a byte", sum + [.i32(255), .op(.i32And)], through: [.truncation, .extension]),
    Way(
      "stored narrow, loaded with its sign",
      [.i32(0)] + sum + [.store(.i32Store8, offset: 0), .i32(0), .load(.i32Load8S, offset: 0)],
      from: [.i32Store8, .i32Add], through: [.memory, .extension, .truncation]),
    Way(
      "a narrowing, and what it narrowed", sum + [.op(.i32Extend16S)], from: [.i32Extend16S, .i32Add],
      through: [.extension, .truncation]),
    Way(
      "the sign extended by shifts", sum + [.i32(24), .op(.i32Shl), .i32(24), .op(.i32ShrS)], from: [.i32Add],
      through: [.extension, .truncation]),
    Way("a product", [.get(0), .get(0), .op(.i32Mul)], from: [.i32Mul]),
    Way(
      "a nearest value", [.f64(1e10), .op(.i32TruncSatF64S)], from: [.i32TruncSatF64S]),
  ]

  /// What is computed on, and what is overwritten.
  static let dropped: [Way] = [
    // It wraps once more; the sum itself is gone.
    Way("taken back", sum + [.get(1), .op(.i32Sub)], from: [.i32Sub]),
    Way("compared", sum + [.i32(0), .op(.i32LtS)], from: []),
    Way("hashed", sum + [.i32(13), .op(.i32Xor)], from: []),
    Way("shifted by bits", sum + [.i32(1), .op(.i32ShrU)], from: []),
    Way("masked by bits", sum + [.i32(0x7FF), .op(.i32And)], from: []),
    Way("its upper half", sum + [.i32(16), .op(.i32ShrU)], from: []),
    Way("its bytes in another order", sum + [.i32(8), .op(.i32Rotl)], from: []),
    Way("select, the other one", sum + [.i32(5), .i32(0), .op(.select)], from: []),
    Way("an equal number from elsewhere", sum + [.op(.drop), .i32(.min)], from: []),
    Way("a local that is written again", sum + [.set(2), .i32(.min), .set(2), .get(2)], from: []),
    Way(
      "a new frame's local", sum + [.call(1)], from: [],
      other: [.init(name: "fresh", type: unary, locals: [.i32], code: [.get(1)])]),
    Way(
      "memory that is written over",
      [.i32(8)] + sum + [
        .store(.i32Store, offset: 0), .i32(9), .i32(0), .store(.i32Store8, offset: 0), .i32(8),
        .load(.i32Load, offset: 0),
      ],
      from: []),
    Way(
      "memory that is filled",
      [.i32(8)] + sum + [
        .store(.i32Store, offset: 0), .i32(0), .i32(1), .i32(400), .indexed(.memoryFill, [0]), .i32(8),
        .load(.i32Load, offset: 0),
      ],
      from: []),
    Way(
      "memory beside it", [.i32(8)] + sum + [.store(.i32Store, offset: 0), .i32(9), .load(.i32Load, offset: 0)],
      from: []),
    Way("two sums packed into one word's bytes", sum + sum + [.op(.i32Or)], from: []),
  ]

  @Test(arguments: followed + dropped)
  func followsWhatIsMovedAndNothingElse(way: Way) throws {
    let arguments = [CoreValue.i32(0x7FFF_FFFF), .i32(1)]
    // Every place that loses something is of interest.
    let (watched, store) = try way.module.instantiate()
    let first = run(watched, store, "main", arguments, RunMode(isWatching: true))
    #expect(!first.events.isEmpty, "something must be lost")
    let sites = first.events.map { LossSite(offset: $0.location.offset, lostSigned: $0.lostSigned) }
    // What a shift moves out on purpose is no news.
    let opcodes = Dictionary(
      first.events.map { ($0.location.offset, $0.opcode) }, uniquingKeysWith: { first, _ in first })
    let wanted = Set(sites.filter { opcodes[$0.offset] != .i32Shl && opcodes[$0.offset] != .i64Shl })

    let again = try Following(way.module, "main", arguments, wanted)
    #expect(again.values == first.values)
    #expect(again.steps == first.instructions)
    let sources = again.follower.sources(of: again.tags)
    #expect(sources.map { opcodes[$0.loss.site.offset] } == way.sources)
    #expect(sources.last?.passages ?? [] == way.passages)
  }

  @Test func tellsWhichTimeItWas() throws {
    // Adds its argument to itself four times, and keeps the third sum.
    let module = ModuleAssembler(functions: [
      .init(
        name: "main", type: Self.unary, locals: [.i32, .i32],
        code: [
          .loop(), .get(0), .get(0), .op(.i32Add), .set(0), .get(1), .i32(2), .op(.i32Eq), .ifThen(), .get(0), .set(2),
          .op(.end), .get(1), .i32(1), .op(.i32Add), .tee(1), .i32(4), .op(.i32LtU), .brIf(0), .op(.end), .get(2),
        ])
    ])
    let (watched, store) = try module.instantiate()
    let argument = CoreValue.i32(0x6000_0001)
    let events = run(watched, store, "main", [argument], RunMode(isWatching: true)).events
    let sites = Set(events.map { LossSite(offset: $0.location.offset, lostSigned: $0.lostSigned) })
    let again = try Following(module, "main", [argument], sites)
    let sources = again.follower.sources(of: again.tags)
    #expect(again.values == [.i32(8)])
    // 0x60000001 and 0xC0000002 added to themselves; the second loses unsigned only.
    #expect(sources.map(\.loss.operands) == [[0x8000_0004, 0x8000_0004]])
    #expect(sources.map(\.loss.occurrence) == [2])
  }

  @Test func keepsTagsOverHostCalls() throws {
    let module = ModuleAssembler(
      imports: [("ask", Self.unary)],
      functions: [
        .init(name: "main", type: Self.binary, code: Self.sum + [.call(0)])
      ])
    let sites = Set([true, false].map { LossSite(offset: 0, lostSigned: $0) })
    for passesOn in [true, false] {
      let store = Store()
      let host = store.makeHostFunction(type: Self.unary, tag: 0)
      let (instance, _) = try module.instantiate(in: store, imports: [.function(host)])
      let body = try #require(instance.module.body(ofFunction: 1))
      let offset = body.code.lowerBound + 4
      let follower = try Following.start(
        instance, store, "main", [.i32(.max >> 1), .i32(1)],
        Set(sites.map { LossSite(offset: offset, lostSigned: $0.lostSigned) }))
      guard case .hostCall(_, let arguments) = follower.resume(budget: 1_000) else {
        Issue.record("it asks the host")
        return
      }
      #expect(arguments == [.i32(0x8000_0000)])
      follower.completeHostCall(arguments, tags: passesOn ? follower.values : [])
      guard case .returned = follower.resume(budget: 1_000) else {
        Issue.record("it returns")
        return
      }
      let tags = (0..<4).map { follower.values[0][$0] }
      #expect(follower.sources(of: tags).count == (passesOn ? 1 : 0))
    }
  }
}

/// A function that was followed to its end.
struct Following {
  let follower: Follower
  var values: [CoreValue] = []
  var steps: UInt64 { follower.execution.instructionsRun }

  init(_ module: ModuleAssembler, _ name: String, _ arguments: [CoreValue], _ sites: Set<LossSite>) throws {
    let (instance, store) = try module.instantiate()
    follower = try Self.start(instance, store, name, arguments, sites)
    while true {
      switch follower.resume(budget: 1_000_000) {
      case .returned(let values):
        self.values = values
        return
      case .outOfBudget: continue
      case let stop: throw Unexpected(stop: "\(stop)")
      }
    }
  }

  static func start(
    _ instance: CoreInstance, _ store: Store, _ name: String, _ arguments: [CoreValue], _ sites: Set<LossSite>
  ) throws -> Follower {
    guard case .function(let function)? = instance.export(named: name) else { throw MissingExport(name: name) }
    store.codeMode = .faithful
    let follower = Follower(Execution(store: store), sites: sites)
    follower.call(function, arguments, tags: [])
    return follower
  }

  /// The tags of the first result's bytes.
  var tags: [ByteTag] {
    guard let value = values.first, let word = follower.values.first else { return [] }
    let count = if case .i64 = value { 8 } else { 4 }
    return (0..<count).map { word[$0] }
  }

  struct Unexpected: Error { let stop: String }
}
