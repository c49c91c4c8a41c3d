/// A core index space.
///
/// Source: Binary.md, "Instance Definitions" (`core:sort`).
package enum CoreSort: UInt8, Hashable, Sendable {
  case function = 0x00
  case table = 0x01
  case memory = 0x02
  case global = 0x03
  case tag = 0x04
  case type = 0x10
  case module = 0x11
  case instance = 0x12

  /// The specification's word for it.
  package var word: String {
    switch self {
    case .function: "func"
    case .table: "table"
    case .memory: "memory"
    case .global: "global"
    case .tag: "tag"
    case .type: "type"
    case .module: "module"
    case .instance: "instance"
    }
  }
}

/// An index space of a component.
///
/// Source: Binary.md, "Instance Definitions" (`sort`).
package enum Sort: Hashable, Sendable {
  case core(CoreSort)
  case function
  case value
  case type
  case component
  case instance

  /// The specification's words for it, such as `core module`.
  package var word: String {
    switch self {
    case .core(let sort): "core \(sort.word)"
    case .function: "func"
    case .value: "value"
    case .type: "type"
    case .component: "component"
    case .instance: "instance"
    }
  }

  /// Whether an outer alias may bring one in.
  ///
  /// Source: Binary.md, "Alias Definitions" (`outeraliassort`).
  package var isOuterAliasSort: Bool {
    switch self {
    case .type, .component, .core(.type), .core(.module): true
    default: false
    }
  }
}

/// A definition named by its sort and its index there.
package struct SortIndex: Hashable, Sendable {
  package let sort: Sort
  package let index: UInt32

  package init(_ sort: Sort, _ index: UInt32) {
    self.sort = sort
    self.index = index
  }
}

/// A core definition named by its sort and its index there.
package struct CoreSortIndex: Hashable, Sendable {
  package let sort: CoreSort
  package let index: UInt32

  package init(_ sort: CoreSort, _ index: UInt32) {
    self.sort = sort
    self.index = index
  }
}
