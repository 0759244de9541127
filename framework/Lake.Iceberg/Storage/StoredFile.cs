namespace Lake.Iceberg.Storage;

/// <summary>A file as its folder lists it.</summary>
/// <param name="Tag">Another one for other content, where the storage gives such: the <c>ETag</c> of object storage.</param>
public sealed record StoredFile(string Location, long Size, DateTimeOffset Modified, string? Tag = null);
