import ComponentTypes
import CoreTypes

/// Computes a plan: each part of each type once, parts first.
struct TransferPlanBuilder {
  private(set) var plan: TransferPlan

  /// A node that was made, with what the types around it need to know.
  private struct Placed {
    var index: Int
    var flat: FlatTypes
  }

  init(_ pointerType: CoreAddressType) {
    plan = TransferPlan(pointerType: pointerType)
  }

  mutating func addRoot(_ types: [ValueType]) throws(CanonicalABIError) {
    plan.flat = try aggregate(types, depth: 0) { .tuple($0) }.flat
  }

  // Recursion is bounded by `maxDepth`.
  private mutating func place(_ type: ValueType, depth: Int) throws(CanonicalABIError) -> Placed {
    guard depth < TransferPlan.maxDepth else { throw .nestedTooDeeply }
    let depth = depth + 1
    switch type.shape {
    case .bool: return try scalar(.bool, 1, .i32)
    case .s8: return try scalar(.s8, 1, .i32)
    case .u8: return try scalar(.u8, 1, .i32)
    case .s16: return try scalar(.s16, 2, .i32)
    case .u16: return try scalar(.u16, 2, .i32)
    case .s32: return try scalar(.s32, 4, .i32)
    case .u32: return try scalar(.u32, 4, .i32)
    case .s64: return try scalar(.s64, 8, .i64)
    case .u64: return try scalar(.u64, 8, .i64)
    case .f32: return try scalar(.f32, 4, .f32)
    case .f64: return try scalar(.f64, 8, .f64)
    case .char: return try scalar(.char, 4, .i32)
    case .string: return try pointerAndLength(.string)
    case .list(let element) where element.shape == .u8: return try pointerAndLength(.bytes)
    case .list(let element):
      return try pointerAndLength(.list(element: place(element, depth: depth).index))
    case .map(let key, let value):
      let entry = try aggregate([key, value], depth: depth) { .tuple($0) }
      return try pointerAndLength(.map(entry: entry.index))
    case .fixedLengthList(let element, let length): return try fixedLengthList(element, length, depth: depth)
    case .record(let fields): return try aggregate(fields.map(\.type), depth: depth) { .record($0) }
    case .tuple(let types): return try aggregate(types, depth: depth) { .tuple($0) }
    case .variant(let cases): return try variant(cases.map(\.payload), depth: depth) { .variant($0) }
    case .option(let payload): return try variant([nil, payload], depth: depth) { .option($0) }
    case .result(let ok, let error): return try variant([ok, error], depth: depth) { .result($0) }
    case .enumeration(let labels): return try enumeration(labels.count)
    case .flags(let labels): return try flags(labels.count)
    case .own(let resource): return try handle(.own(resource))
    case .borrow(let resource): return try handle(.borrow(resource))
    case .stream(let element): return try handle(.stream(element))
    case .future(let element): return try handle(.future(element))
    case .errorContext: return try handle(.errorContext)
    }
  }

  private mutating func add(
    _ kind: LayoutNode.Kind, size: UInt64, alignment: UInt32, flat: FlatTypes
  ) throws(CanonicalABIError) -> Placed {
    guard plan.nodes.count < TransferPlan.maxNodes else { throw .tooManyNodes }
    plan.nodes.append(LayoutNode(kind: kind, size: size, alignment: alignment, flatCount: flat.count))
    return Placed(index: plan.nodes.count - 1, flat: flat)
  }

  private mutating func scalar(
    _ kind: LayoutNode.Kind, _ size: UInt32, _ flat: CoreValueType
  ) throws(CanonicalABIError) -> Placed {
    try add(kind, size: UInt64(size), alignment: size, flat: FlatTypes([flat]))
  }

  private mutating func pointerAndLength(_ kind: LayoutNode.Kind) throws(CanonicalABIError) -> Placed {
    let (size, flat) = (plan.pointerSize, plan.pointerType.valueType)
    return try add(kind, size: UInt64(2 * size), alignment: size, flat: FlatTypes([flat, flat]))
  }

  private mutating func fixedLengthList(
    _ element: ValueType, _ length: UInt32, depth: Int
  ) throws(CanonicalABIError) -> Placed {
    let part = try place(element, depth: depth)
    let node = plan.nodes[part.index]
    let (size, overflow) = node.size.multipliedReportingOverflow(by: UInt64(length))
    return try add(
      .fixedLengthList(element: part.index, count: Int(length)),
      size: overflow ? TransferPlan.hugeSize : TransferPlan.saturate(size), alignment: node.alignment,
      flat: part.flat.repeated(Int(length)))
  }

  private mutating func aggregate(
    _ types: [ValueType], depth: Int, _ kind: (Range<Int>) -> LayoutNode.Kind
  ) throws(CanonicalABIError) -> Placed {
    var extent = RecordExtent()
    var flat = FlatTypes()
    var fields: [LayoutChild] = []
    for type in types {
      let part = try place(type, depth: depth)
      let node = plan.nodes[part.index]
      let offset = extent.place(size: node.size, alignment: node.alignment)
      fields.append(LayoutChild(node: part.index, offset: offset, flatOffset: flat.count))
      flat.append(part.flat)
    }
    return try add(
      kind(append(fields)), size: extent.paddedSize, alignment: extent.alignment, flat: flat)
  }

  private mutating func variant(
    _ payloads: [ValueType?], depth: Int, _ kind: (VariantLayout) -> LayoutNode.Kind
  ) throws(CanonicalABIError) -> Placed {
    guard !payloads.isEmpty else { throw .emptyOrOversizedType("no cases") }
    var extent = VariantExtent(caseCount: payloads.count)
    var joined = FlatTypes()
    var cases: [LayoutChild] = []
    for payload in payloads {
      guard let payload else {
        cases.append(LayoutChild(node: LayoutChild.none, offset: 0, flatOffset: 1))
        continue
      }
      let part = try place(payload, depth: depth)
      extent.include(size: plan.nodes[part.index].size, alignment: plan.nodes[part.index].alignment)
      joined.join(part.flat)
      cases.append(LayoutChild(node: part.index, offset: 0, flatOffset: 1))
    }
    for index in cases.indices { cases[index].offset = extent.payloadOffset }
    var flat = FlatTypes([.i32])
    flat.append(joined)
    let layout = VariantLayout(
      cases: append(cases), discriminantSize: extent.discriminantSize, payloadOffset: extent.payloadOffset)
    return try add(kind(layout), size: extent.paddedSize, alignment: extent.alignment, flat: flat)
  }

  private mutating func enumeration(_ count: Int) throws(CanonicalABIError) -> Placed {
    guard count > 0 else { throw .emptyOrOversizedType("no cases") }
    let size = discriminantSize(caseCount: count)
    return try add(
      .enumeration(count: count, discriminantSize: size), size: UInt64(size), alignment: UInt32(size),
      flat: FlatTypes([.i32]))
  }

  private mutating func flags(_ count: Int) throws(CanonicalABIError) -> Placed {
    guard (1...32).contains(count) else { throw .emptyOrOversizedType("\(count) flags") }
    let size = flagsSize(labelCount: count)
    return try add(.flags(count: count), size: UInt64(size), alignment: UInt32(size), flat: FlatTypes([.i32]))
  }

  private mutating func handle(_ type: HandleType) throws(CanonicalABIError) -> Placed {
    switch type {
    case .own, .borrow: plan.usesResources = true
    case .stream, .future, .errorContext: plan.usesAsyncValues = true
    }
    return try add(.handle(type), size: 4, alignment: 4, flat: FlatTypes([.i32]))
  }

  private mutating func append(_ parts: [LayoutChild]) -> Range<Int> {
    let start = plan.children.count
    plan.children += parts
    return start..<plan.children.count
  }
}
