import ComponentBinary
import CoreText

extension Sort {
  /// The sort of a word; nil where it is none.
  ///
  /// Source: Explainer.md, "Index Spaces".
  init?(word: String, isCore: Bool) {
    if isCore {
      switch word {
      case "func": self = .core(.function)
      case "table": self = .core(.table)
      case "memory": self = .core(.memory)
      case "global": self = .core(.global)
      case "tag": self = .core(.tag)
      case "type": self = .core(.type)
      case "module": self = .core(.module)
      case "instance": self = .core(.instance)
      default: return nil
      }
    } else {
      switch word {
      case "func": self = .function
      case "value": self = .value
      case "type": self = .type
      case "component": self = .component
      case "instance": self = .instance
      default: return nil
      }
    }
  }

  /// The binary format's bytes.
  ///
  /// Source: Binary.md, "Instance Definitions" (`sort`).
  var encoded: [UInt8] {
    switch self {
    case .core(let sort): [0x00, sort.rawValue]
    case .function: [0x01]
    case .value: [0x02]
    case .type: [0x03]
    case .component: [0x04]
    case .instance: [0x05]
    }
  }

  /// What messages call its definitions.
  var textSpace: TextSpace {
    switch self {
    case .core(.function): .coreFunction
    case .core(.table): .coreTable
    case .core(.memory): .coreMemory
    case .core(.global): .coreGlobal
    case .core(.tag): .coreTag
    case .core(.type): .coreType
    case .core(.module): .coreModule
    case .core(.instance): .coreInstance
    case .function: .function
    case .value: .value
    case .type: .type
    case .component: .component
    case .instance: .instance
    }
  }
}
