package import ComponentTypes

// Single lines of WIT, for signatures, `:type` and `:info`.

extension ValueType {
  /// What the type's name stands for, on one line: `record arguments { x: s32, y: s32 }`, `resource counter`,
  /// `type size = u32`; the plain structure where the type has no name.
  package var witDeclaration: String {
    guard let name else { return typeText }
    return TypeDefinition(name.name, self).witDeclaration
  }
}

extension FunctionType {
  /// `func(args: arguments) -> tuple<s32, bool>`.
  package var witText: String { TypeText().signature(self) }
}

extension Function {
  /// The declaration as its interface or resource holds it, without `;`: `add: func(x: s32) -> s32`,
  /// `constructor(start: u32)`, `next: func() -> u32` for a method of a resource.
  package var witDeclaration: String { TypeText().declaration(self) }
}

extension TypeName {
  /// The name with its interface: `wasi:io/streams@0.2.12.input-stream`.
  package var qualifiedText: String { (interface.map { "\($0)." } ?? "") + name }
}

extension Stability {
  /// The gates as they are written: `@since(version = 0.2.0)`, `@unstable(feature = x)`, `@deprecated(version = 0.3.0)`.
  package var attributes: [String] {
    var attributes: [String] = []
    if let since { attributes.append("@since(version = \(since))") }
    if let unstableFeature { attributes.append("@unstable(feature = \(WITKeyword.escaped(unstableFeature)))") }
    if let deprecated { attributes.append("@deprecated(version = \(deprecated))") }
    return attributes
  }
}

extension TypeDefinition {
  /// The declaration on one line, without `;`.
  package var witDeclaration: String {
    let name = WITKeyword.escaped(self.name)
    let text = TypeText()
    if let aliasOf {
      let original = WITKeyword.escaped(aliasOf.name)
      return "type \(name) = \(isHandle ? "own<\(original)>" : original)"
    }
    switch type.shape {
    case .own: return "resource \(name)"
    case .record, .variant, .enumeration, .flags:
      let structure = text.structure(type)
      guard let blank = structure.firstIndex(of: " ") else { return structure }
      return structure[..<blank] + " " + name + structure[blank...]
    default: return "type \(name) = \(text.structure(type))"
    }
  }
}
