import ComponentTypes
import Session
import WAVE

/// Makes the nodes of a form, as many as a form may have: what is larger or deeper becomes one field of text.
struct FormBuilder {
  /// The most nodes in one form.
  static let maximumNodes = 8_192
  /// Values nest no deeper than this in fields.
  static let maximumDepth = 24
  /// The most elements of one list in fields.
  static let maximumElements = 256

  /// How many nodes may still be made.
  private(set) var budget: Int
  /// The handles that a field may take.
  private let held: [HeldHandle]

  init(budget: Int = Self.maximumNodes, held: [HeldHandle]) {
    self.budget = budget
    self.held = held
  }

  /// A node that nothing was said about: a number is 0, a choice its first case, a list empty.
  mutating func node(_ label: String, _ type: ValueType, depth: Int) -> FormNode {
    guard depth < Self.maximumDepth, budget > 0 else { return textNode(label, type, depth: depth) }
    switch type.shape {
    case .record(let fields):
      return group(label, type, fields.count, depth) { (fields[$0].name, fields[$0].type) }
    case .tuple(let types): return group(label, type, types.count, depth) { (".\($0)", types[$0]) }
    case .fixedLengthList(let element, let length) where length <= Self.maximumElements:
      return group(label, type, Int(length), depth) { ("[\($0)]", element) }
    case .list, .map: return counted(FormNode(label, type, .list(count: 0)))
    case .flags(let labels) where labels.count <= budget:
      return counted(FormNode(label, type, .flags([Bool](repeating: false, count: labels.count))))
    case .bool, .enumeration, .variant, .option, .result:
      guard !type.choices.isEmpty else { return textNode(label, type, depth: depth) }
      var node = counted(FormNode(label, type, .choice(0)))
      choose(0, in: &node, depth: depth)
      return node
    default: return textNode(label, type, depth: depth)
    }
  }

  /// A value as text.
  mutating func textNode(_ label: String, _ type: ValueType, _ text: String = "", depth: Int) -> FormNode {
    counted(FormNode(label, type, .text(text), suggestion: held.first(of: type)?.text ?? type.formSuggestion))
  }

  /// Chooses a case, and makes its payload where that is seen for the first time.
  mutating func choose(_ index: Int, in node: inout FormNode, depth: Int) {
    node.content = .choice(index)
    if let payload = node.type.payload(ofChoice: index), !node.cases.contains(index) {
      let child = self.node(node.type.choices[index], payload, depth: depth + 1)
      node.cases.append(index)
      node.children.append(child)
    }
    node.recount()
  }

  /// Gives a list so many elements; fewer where no more nodes may be made.
  mutating func resize(_ node: inout FormNode, to count: Int, depth: Int) {
    var count = min(max(0, count), Self.maximumElements)
    while node.children.count < count {
      guard budget > 0 else {
        count = node.children.count
        break
      }
      node.children.append(element(node.children.count, of: node.type, depth: depth))
    }
    node.content = .list(count: count)
    node.recount()
  }

  private mutating func element(_ index: Int, of type: ValueType, depth: Int) -> FormNode {
    switch type.shape {
    case .list(let element): node("[\(index)]", element, depth: depth + 1)
    case .map(let key, let value): entry(index, key, value, depth: depth, nil)
    default: textNode("[\(index)]", type, depth: depth + 1)
    }
  }

  /// An entry of a map: a group of its key and value.
  mutating func entry(
    _ index: Int, _ key: ValueType, _ value: ValueType, depth: Int, _ parts: [FormNode]?
  ) -> FormNode {
    let type = ValueType(.tuple([key, value]))
    let parts = parts ?? [node("key", key, depth: depth + 2), node("value", value, depth: depth + 2)]
    return counted(FormNode("[\(index)]", type, .group, children: parts))
  }

  /// A group whose parts are made by their index; one field of text where it has too many.
  private mutating func group(
    _ label: String, _ type: ValueType, _ count: Int, _ depth: Int, part: (Int) -> (String, ValueType)
  ) -> FormNode {
    guard count < budget, count > 0 else { return textNode(label, type, depth: depth) }
    var children: [FormNode] = []
    for index in 0..<count {
      let (name, type) = part(index)
      children.append(node(name, type, depth: depth + 1))
    }
    return counted(FormNode(label, type, .group, children: children))
  }

  /// Counts a node that was made.
  mutating func counted(_ node: FormNode) -> FormNode {
    budget -= 1
    return node
  }
}

extension ValueType {
  /// What stands for an empty text; empty where something has to be typed.
  fileprivate var formSuggestion: String {
    switch shape {
    case .s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64, .f32, .f64: "0"
    case .char: "a"
    case .bool: "false"
    case .option: "none"
    case .list, .map: "[]"
    case .flags: "{}"
    case .enumeration(let labels): labels.first.map { WAVEKeyword.escaped($0.name) } ?? ""
    default: ""
    }
  }
}

extension WAVEKeyword {
  /// A case's name as WAVE writes it: `%` before what would be a keyword.
  static func escaped(_ name: String) -> String { WAVEKeyword(rawValue: name) == nil ? name : "%" + name }
}
