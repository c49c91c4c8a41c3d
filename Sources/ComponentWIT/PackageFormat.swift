import ComponentBinary
import ComponentTypes

/// How a WIT package is encoded: as exported component types, and nothing else.
///
/// Source: WIT.md, "Package Format".
enum PackageFormat {
  /// One type, named `namespace:name/wit`, that exports all interfaces and worlds. The older form.
  case wrapped(ComponentType, name: String)
  /// A type for each interface and world, under its bare name, that exports it under its whole name.
  case separate([Item])

  struct Item {
    let name: String
    let type: ComponentType
  }

  /// Nil for a component that is no package.
  init?(_ component: Component) {
    guard component.type.imports.isEmpty else { return nil }
    var items: [Item] = []
    for export in component.type.exports {
      guard case .type(.component(let type)) = export.type else { return nil }
      items.append(Item(name: export.name.name, type: type))
    }
    guard let first = items.first else { return nil }
    if items.count == 1, InterfaceName(parsing: first.name)?.name == "wit" {
      self = .wrapped(first.type, name: first.name)
    } else if !first.name.contains(":") {
      self = .separate(items)
    } else {
      return nil
    }
  }

  var packageName: PackageName {
    get throws(ComponentWITError) {
      switch self {
      case .wrapped(_, let name):
        guard let package = InterfaceName(parsing: name)?.package else { throw ComponentWITError(.noPackageName(name)) }
        return package
      case .separate(let items):
        guard let first = items.first else { throw ComponentWITError(.notOneItem("")) }
        return try first.wholeName.package
      }
    }
  }
}

extension PackageFormat.Item {
  /// The one export of the item's type, and its name.
  var wholeName: (name: InterfaceName, package: PackageName) {
    get throws(ComponentWITError) {
      guard type.exports.count == 1, let export = type.exports.first else { throw ComponentWITError(.notOneItem(name)) }
      guard let name = InterfaceName(parsing: export.name.name), let package = name.package else {
        throw ComponentWITError(.noPackageName(export.name.name))
      }
      return (name, package)
    }
  }
}
