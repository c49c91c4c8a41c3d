import ComponentBinary
package import CoreModule

/// Where an instance's code is looked at. Native components have none.
extension ComponentInstance {
  package func coreModule(atFileOffset offset: Int) -> Module? { nil }
}

extension Component {
  /// The core module in it, or in a component nested in it, that holds a file offset.
  func coreModule(atFileOffset offset: Int) -> Module? {
    var pending = [self]
    while let component = pending.popLast() {
      for definition in component.definitions {
        switch definition.kind {
        case .coreModule(let embedded) where embedded.module.range.contains(offset): return embedded.module
        case .component(let nested): pending.append(nested)
        default: break
        }
      }
    }
    return nil
  }
}
