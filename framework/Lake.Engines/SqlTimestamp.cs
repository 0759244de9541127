namespace Lake.Engines;

/// <summary>A timestamp of microseconds since 1970-01-01T00:00:00, beyond the range of <see cref="DateTime"/> too.</summary>
/// <param name="Microseconds">Since the epoch, in UTC when <paramref name="IsInstant"/>.</param>
/// <param name="IsInstant">True for timestamps with time zone.</param>
public readonly record struct SqlTimestamp(long Microseconds, bool IsInstant)
{
    /// <summary>Fails with <see cref="ArgumentOutOfRangeException"/> outside the years 1 to 9999.</summary>
    public DateTime ToDateTime() =>
        new DateTime(1970, 1, 1, 0, 0, 0, IsInstant ? DateTimeKind.Utc : DateTimeKind.Unspecified).AddTicks(checked(Microseconds * 10));
}
