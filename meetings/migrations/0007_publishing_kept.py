import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_publishing_filled'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='subscription',
            name='subscription_once',
        ),
        migrations.RemoveConstraint(
            model_name='subscription',
            name='subscription_to_all_once',
        ),
        migrations.RemoveField(
            model_name='subscription',
            name='channel',
        ),
        migrations.RemoveField(
            model_name='subscription',
            name='mission',
        ),
        migrations.AlterField(
            model_name='subscription',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='subscription', to=settings.AUTH_USER_MODEL, verbose_name='user'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('about', ''), _negated=True), fields=('user', 'about'), name='notice_reminds_once'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'reminder'), _negated=True), models.Q(('about', ''), _negated=True), _connector='OR'), name='notice_that_reminds_says_of_what'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('handed_at__isnull', True), ('claimed_at__isnull', False), _connector='OR'), name='notice_is_claimed_before_it_is_handed_over'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(condition=models.Q(('days_before__range', (1, 60))), name='subscription_reminds_some_days_before'),
        ),
    ]
