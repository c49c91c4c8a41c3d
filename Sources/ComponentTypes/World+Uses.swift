extension World {
  /// Which interfaces of the world use types of an interface, by that interface's name: why something is imported that
  /// nobody may have asked for by name.
  package var interfaceUsers: [InterfaceName: [InterfaceName]] {
    var users: [InterfaceName: [InterfaceName]] = [:]
    for item in imports + exports {
      guard case .interface(let user) = item.kind else { continue }
      for case let used? in user.types.map(\.aliasOf?.interface) where used != user.name {
        if users[used]?.contains(user.name) != true { users[used, default: []].append(user.name) }
      }
    }
    return users
  }
}
