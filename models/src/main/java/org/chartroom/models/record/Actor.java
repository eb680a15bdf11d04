package org.chartroom.models.record;

/**
 * On whose behalf something is done, as the audit trail names them.
 *
 * @param role the role that allowed it
 * @param address network address the call came from, empty for the office's own processes
 */
public record Actor(UserId user, String name, Role role, String address) {}
